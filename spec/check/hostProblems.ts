import { asksOfFiles, asksOfService } from '../compose/asksOfService';
import type { LoadResult } from '../compose/ComposeProject';
import { Memo } from '../compose/Memo';
import { idOfService } from '../compose/servicesOnHost';
import type { Held, ServicesOnHost } from '../compose/servicesOnHost';
import type { HostAsks } from '../host/HostAsks';
import type { HostFacts } from '../host/HostFacts';
import { hostFindings } from '../host/hostRules';
import { missingBinds } from '../host/rules/binds';
import type { KindOf } from '../host/rules/binds';
import { listenersAt } from '../host/rules/ports';
import { idOfListener } from '../host/readListeners';
import { settle } from '../Problem';
import type { PlacedProblem, Problem } from '../Problem';
import type { Located } from '../yaml/Located';

/** The machine a spec is for: what is known of it, and its disk when it is the one at hand. */
export interface HostView {
  facts: HostFacts | undefined;
  kindOf: KindOf | undefined;
  /** For `~` in paths. */
  env: Record<string, string | undefined>;
  /** Ports of the host that services listen on now. */
  servicesOnHost?: (() => ServicesOnHost) | undefined;
}

/** What a service asks for that the host does not have, and what it binds: disks change, so that is looked up each time. */
interface OnHost {
  problems: readonly PlacedProblem[];
  binds: HostAsks['binds'];
  ports: HostAsks['ports'];
}

export class HostMemo extends Memo<Located, OnHost> {}

function onHost(asks: HostAsks, facts: HostFacts | undefined): OnHost {
  return { problems: facts ? hostFindings(asks, facts) : [], binds: asks.binds, ports: asks.ports };
}

/** What the services of a project ask for that a host does not have. A limit that comes from another file is shown there. */
export function hostProblems({ project, tree, services: all }: LoadResult, view: HostView, memo = new HostMemo()): Problem[] {
  const { facts, kindOf, env } = view;
  if (!tree) return [];
  const running = view.servicesOnHost?.();
  const services = all.map(({ key: name, value: service }) => {
    const found = memo.get(service, [env, facts], () => onHost(asksOfService(service, env), facts));
    const held = running?.get(idOfService(project.name, name));
    return facts && held ? { ...found, problems: withoutOwnPorts(found, held, facts) } : found;
  });
  const ofFacts = services.flatMap(({ problems }) => problems);
  const ofDisk = kindOf ? [...services, asksOfFiles(tree, env)].flatMap(({ binds }) => missingBinds(binds, kindOf)) : [];
  return withoutRepeats([...ofFacts, ...ofDisk]).map(settle);
}

/** A port is not taken where it is the service itself that has it. Who that is may not be ours to see; then its containers count. */
function withoutOwnPorts({ problems, ports }: OnHost, held: Held, facts: HostFacts): PlacedProblem[] {
  const isOwn = (problem: PlacedProblem): boolean => {
    const asked = ports.find(({ place }) => place.range === problem.place.range);
    return held === 'unknown' || !asked || listenersAt(asked.value, facts).every((one) => held.has(idOfListener(one)));
  };
  return problems.filter((problem) => problem.code !== 'host-port-taken' || !isOwn(problem));
}

/** Two services that take over one fragment have its problem twice; people need it once. */
function withoutRepeats(problems: readonly PlacedProblem[]): PlacedProblem[] {
  const seen = new Map<unknown, Set<string>>();
  return problems.filter(({ place: { origin, range }, message }) => {
    const known = seen.get(origin) ?? new Set();
    seen.set(origin, known);
    const id = `${range[0]} ${message}`;
    return !known.has(id) && known.add(id);
  });
}
