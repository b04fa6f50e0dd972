import type { Random } from './Random';

type Container = Record<string, unknown> | unknown[];

interface Spot {
  container: Container;
  key: string | number;
  path: (string | number)[];
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function spotsOf(container: Container, path: (string | number)[]): Spot[] {
  const keys = Array.isArray(container) ? container.map((_, index) => index) : Object.keys(container);
  return keys.flatMap((key) => {
    const value: unknown = (container as Record<string | number, unknown>)[key];
    const place = [...path, key];
    return [{ container, key, path: place }, ...(isContainer(value) ? spotsOf(value, place) : [])];
  });
}

const WRONG = [{ wrong: 'map' }, ['wrong', 'list'], 'wrong', 12.5, -1, true, null, {}, []];

/** Of a key that documents seldom have. */
const RARE: readonly [key: string, value: unknown][] = [['mem_reservation', 12.5]];

/** Puts one defect somewhere in a document and returns where. */
export function addDefect(document: Record<string, unknown>, random: Random): string {
  const [service] = isContainer(document['services']) ? Object.values(document['services']) : [];
  if (isContainer(service) && !Array.isArray(service) && random.chance(0.01)) {
    const [key, value] = random.pick(RARE);
    service[key] = value;
    return key;
  }
  const spots = spotsOf(document, []).filter(({ path }) => !path.some((step) => String(step).startsWith('x-')));
  const spot = spots.length > 0 ? random.pick(spots) : { container: document, key: 'none', path: ['none'] };
  const container = spot.container as Record<string | number, unknown>;
  const value = container[spot.key];
  const kind = random.below(4);
  if (kind === 0 && isContainer(value) && !Array.isArray(value)) value['bogus_key'] = 'x';
  else if (kind === 1 && Array.isArray(spot.container) && spot.container.length > 0) spot.container.push(spot.container[0]);
  else if (kind === 2 && !Array.isArray(spot.container)) Reflect.deleteProperty(container, spot.key);
  else container[spot.key] = random.pick(WRONG);
  return spot.path.join('.');
}
