import type { Problem } from '../../../spec/Problem';
import { rangeInFile, textOf, valueAt } from '../../../spec/yaml/Located';
import type { Located } from '../../../spec/yaml/Located';
import type { SpecDocument } from '../../documents/SpecDocument';
import { stepsAround } from '../../edits/stepsAt';
import { replace } from './Fix';
import type { Fixer } from './Fix';

const MIB = 1024 ** 2;

export const clampedCpus: Fixer = ({ document, host }, { range }) =>
  host ? replace(document, range, String(host.cpus.online.length)) : [];

/** `0-3,6`: as the kernel writes lists of CPUs. */
function cpuList(cpus: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const cpu of [...cpus].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && cpu === run[1] + 1) run[1] = cpu;
    else runs.push([cpu, cpu]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(',');
}

export const onlineCpus: Fixer = ({ document, host }, { range }) =>
  host ? replace(document, range, JSON.stringify(cpuList(host.cpus.online))) : [];

export const clampedMemory: Fixer = ({ document, host }, { range }) =>
  host && host.memory.total >= MIB ? replace(document, range, `${Math.floor(host.memory.total / MIB)}m`) : [];

/** Where else the same amount may stand, from the service. */
const PLACES: Readonly<Record<'limit' | 'reservation', string[][]>> = {
  limit: [['mem_limit'], ['deploy', 'resources', 'limits', 'memory']],
  reservation: [['mem_reservation'], ['deploy', 'resources', 'reservations', 'memory']],
};

function amountOf(service: Located | undefined, kind: keyof typeof PLACES): Located | undefined {
  return PLACES[kind].map((path) => valueAt(service, ...path)).find((node) => textOf(node) !== undefined);
}

function serviceAt(document: SpecDocument, range: Problem['range']): Located | undefined {
  const [section, service] = stepsAround(document, range);
  return section?.entry?.key === 'services' ? service?.node : undefined;
}

export const raisedSwap: Fixer = ({ document }, { range }) => {
  const limit = textOf(amountOf(serviceAt(document, range), 'limit'));
  return limit === undefined ? [] : replace(document, range, limit);
};

export const raisedLimit: Fixer = ({ document }, { range }) => {
  const service = serviceAt(document, range);
  const reservation = amountOf(service, 'reservation');
  const [limit, text] = [textOf(amountOf(service, 'limit')), textOf(reservation)];
  if (limit === undefined || text === undefined || !reservation) return [];
  const lowered = document.isHere(reservation) ? replace(document, rangeInFile(reservation), limit, `Reserve only ${limit}`) : [];
  return [...replace(document, range, text, `Raise the limit to ${text}`), ...lowered];
};

const LEAST = 6;

/** A number without a unit was hardly meant as bytes; what is too small with one becomes the least there may be. */
export const inMegabytes: Fixer = ({ document }, { range }) => {
  const written = range ? document.text.slice(...range).replace(/^["']|["']$/g, '') : '';
  return replace(document, range, /^\d{1,6}$/.test(written) && Number(written) >= LEAST ? `${written}m` : `${LEAST}m`);
};

/** A sibling in an OCI config whose value is the bound. */
export const asSibling =
  (key: string): Fixer =>
  ({ document }, { range }) => {
    const parent = stepsAround(document, range).findLast((step) => step.parent.kind === 'map')?.parent;
    const bound = valueAt(parent, key);
    return bound?.kind === 'scalar' ? replace(document, range, bound.source) : [];
  };
