import { namesInShort } from '../compose/eachOnce';
import type { Problem, Related } from '../Problem';

/** What holds of the engine rather than of one service: a file asks for it in many places, and to know it once is enough. */
const OF_THE_ENGINE: ReadonlySet<string> = new Set(['key-unsupported', 'key-ignored', 'grant-unsupported']);

/** More places than these nobody goes through. */
const MAX_RELATED = 100;

const startOf = ({ range }: Problem): number => range?.[0] ?? 0;

/** `web` of a service, `networks.front` of what else a project has. */
function ownerOf({ path = [] }: Problem): string {
  return path[0] === 'services' ? String(path[1]) : path.slice(0, 2).join('.');
}

/** Of one file: of what the engine cannot do, the first place says it for all places that ask for the same. */
export function saidOnce(problems: readonly Problem[]): Problem[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (!OF_THE_ENGINE.has(problem.code)) continue;
    const id = `${problem.code} ${problem.message.replace(/^Services? [^:]+: /, '')}`;
    const group = groups.get(id) ?? [];
    group.push(problem);
    groups.set(id, group);
  }
  const whole = new Map<Problem, Problem>();
  for (const group of groups.values()) {
    const [first, ...others] = group.sort((a, b) => startOf(a) - startOf(b));
    if (first) whole.set(first, others.length === 0 ? first : forAll(first, others));
  }
  return problems.flatMap((problem) => (OF_THE_ENGINE.has(problem.code) ? (whole.get(problem) ?? []) : [problem]));
}

function forAll(first: Problem, others: readonly Problem[]): Problem {
  const owners = new Set(others.map(ownerOf));
  owners.delete(ownerOf(first));
  const also = owners.size > 0 ? ` The same for ${namesInShort(owners)}.` : '';
  const related = others.slice(0, MAX_RELATED).map((problem): Related => ({
    range: problem.range ?? [0, 0],
    message: `The same: ${String(problem.path?.at(-1))} of ${ownerOf(problem)}`,
  }));
  return { ...first, message: `${first.message}${also}`, related };
}
