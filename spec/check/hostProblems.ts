import { asksOfFiles, asksOfService } from '../compose/asksOfService';
import type { LoadResult } from '../compose/ComposeProject';
import { Memo } from '../compose/Memo';
import { idOfService } from '../compose/servicesOnHost';
import type { HostAsks } from '../host/HostAsks';
import type { HostFacts } from '../host/HostFacts';
import { hostFindings } from '../host/hostRules';
import { missingBinds } from '../host/rules/binds';
import type { KindOf } from '../host/rules/binds';
import { settle } from '../Problem';
import type { PlacedProblem, Problem } from '../Problem';
import { valueAt } from '../yaml/Located';
import type { Located } from '../yaml/Located';

/** The machine a spec is for: what is known of it, and its disk when it is the one at hand. */
export interface HostView {
  facts: HostFacts | undefined;
  kindOf: KindOf | undefined;
  /** For `~` in paths. */
  env: Record<string, string | undefined>;
  /** Services whose containers listen on the host now. */
  servicesOnHost?: (() => ReadonlySet<string>) | undefined;
}

/** What a service asks for that the host does not have, and what it binds: disks change, so that is looked up each time. */
interface OnHost {
  problems: readonly PlacedProblem[];
  binds: HostAsks['binds'];
}

export class HostMemo extends Memo<Located, OnHost> {}

function onHost(asks: HostAsks, facts: HostFacts | undefined): OnHost {
  return { problems: facts ? hostFindings(asks, facts) : [], binds: asks.binds };
}

/** What the services of a project ask for that a host does not have. A limit that comes from another file is shown there. */
export function hostProblems({ project, tree }: LoadResult, view: HostView, memo = new HostMemo()): Problem[] {
  const { facts, kindOf, env } = view;
  if (!tree) return [];
  const running = view.servicesOnHost?.();
  const services = project.services.flatMap(({ name }) => {
    const service = valueAt(tree, 'services', name);
    if (!service) return [];
    const { problems, binds } = memo.get(service, [env, facts], () => onHost(asksOfService(service, env), facts));
    // It is the service itself that has its ports.
    const isRunning = running?.has(idOfService(project.name, name));
    return { problems: isRunning ? problems.filter(({ code }) => code !== 'host-port-taken') : problems, binds };
  });
  const ofFacts = services.flatMap(({ problems }) => problems);
  const ofDisk = kindOf ? [...services, asksOfFiles(tree)].flatMap(({ binds }) => missingBinds(binds, kindOf)) : [];
  return withoutRepeats([...ofFacts, ...ofDisk]).map(settle);
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
