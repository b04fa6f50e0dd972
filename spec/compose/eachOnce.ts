import { settle } from '../Problem';
import type { PlacedProblem, Problem } from '../Problem';
import { joinWords } from './check/describeType';

interface Said {
  problem: Problem;
  /** Of whom it is said, when that is how the message begins. */
  services: Set<string>;
  rest: string;
}

const OF_SERVICE = /^Service ([^\s:]+)(?=[\s:])/;

/** More names than these make no message clearer. */
const MAX_NAMES = 5;

/** `web, db and 3 more`. */
export function namesInShort(of: ReadonlySet<string>): string {
  const names = [...of];
  const more = names.length - MAX_NAMES;
  return joinWords(more > 1 ? [...names.slice(0, MAX_NAMES), `${more} more`] : names, 'and');
}

/**
 * Services that extend one base or share an anchor have its problem once each, all at one place; people need it once. Of whom it is, the message
 * says where it is a list of names that can be put in front.
 */
export function eachOnce(problems: readonly PlacedProblem[]): Problem[] {
  const known = new Map<string, Said>();
  for (const problem of problems.map(settle)) {
    const { code, file, range, message } = problem;
    const service = OF_SERVICE.exec(message)?.[1];
    const rest = service === undefined ? message : message.slice('Service '.length + service.length);
    const id = `${code}\0${file ?? ''}\0${range?.join('-') ?? ''}\0${service === undefined}\0${rest}`;
    const said = known.get(id) ?? { problem, services: new Set(), rest };
    known.set(id, said);
    if (service !== undefined) said.services.add(service);
  }
  return [...known.values()].map(({ problem, services, rest }) => {
    const isList = services.size > 1 && rest.startsWith(':');
    return isList ? { ...problem, message: `Services ${namesInShort(services)}${rest}` } : problem;
  });
}
