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

/** What each service asks for, and what of it the host does not have. */
export class HostMemo {
  readonly asks = new Memo<Located, HostAsks>();
  readonly findings = new Memo<HostAsks, readonly PlacedProblem[]>();
}

/** What the services of a project ask for that a host does not have. A limit that comes from another file is shown there. */
export function hostProblems({ project, tree }: LoadResult, view: HostView, memo = new HostMemo()): Problem[] {
  const { facts, kindOf, env } = view;
  if (!tree) return [];
  const onHost = view.servicesOnHost?.();
  const found: PlacedProblem[] = [];
  const asks = project.services.flatMap(({ name }) => {
    const service = valueAt(tree, 'services', name);
    if (!service) return [];
    const one = memo.asks.get(service, [env], () => asksOfService(service, env));
    const ofFacts = facts ? memo.findings.get(one, [facts], () => hostFindings(one, facts)) : [];
    // It is the service itself that has its ports.
    const isRunning = onHost?.has(idOfService(project.name, name));
    found.push(...(isRunning ? ofFacts.filter(({ code }) => code !== 'host-port-taken') : ofFacts));
    return [one];
  });
  const ofDisk = kindOf ? [...asks, asksOfFiles(tree)].flatMap((one) => missingBinds(one, kindOf)) : [];
  return withoutRepeats([...found, ...ofDisk]).map(settle);
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
