import { keyPlace, rangeInFile, valueAt } from '../../spec/yaml/Located';
import type { LocatedEntry } from '../../spec/yaml/Located';
import { contentEnd } from '../documents/contentEnd';
import type { SpecDocument } from '../documents/SpecDocument';

/** A service and where it is written. */
export interface ServicePlace {
  name: string;
  file: string;
  /** Of its key, and of all of it. */
  keyRange: [start: number, end: number];
  range: [start: number, end: number];
}

/** One service names another: it depends on it, extends it, or shares something of it. */
interface ServiceCall {
  from: ServicePlace;
  to: string;
  /** Of the file the other is in, as names have it. */
  scope: string | undefined;
  range: [start: number, end: number];
}

function placeOf(document: SpecDocument, file: string, { key, keyOrigin, keyRange, value }: LocatedEntry): ServicePlace {
  const [start, keyEnd] = rangeInFile({ origin: keyOrigin, range: keyRange });
  const [valueStart, valueEnd] = rangeInFile(value);
  const isBeside = value.origin.file === file && valueStart >= keyEnd;
  const end = isBeside ? contentEnd(document.readFile(file) ?? '', valueStart, valueEnd) : keyEnd;
  return { name: key, file, keyRange: [start, keyEnd], range: [start, end] };
}

/** Every service in every file of the project; one that several files write has a place in each. */
export function servicePlaces(document: SpecDocument): ServicePlace[] {
  return [...document.roots].flatMap(([file, root]) => {
    const services = valueAt(root, 'services');
    if (services?.kind !== 'map') return [];
    return [...services.entries.values()]
      .filter((entry) => keyPlace(entry).origin.file === file && !entry.key.startsWith('x-'))
      .map((entry) => placeOf(document, file, entry));
  });
}

export function serviceCalls(document: SpecDocument): ServiceCall[] {
  const places = new Map<string, ServicePlace[]>();
  for (const place of servicePlaces(document)) {
    const ofFile = places.get(place.file);
    if (ofFile) ofFile.push(place);
    else places.set(place.file, [place]);
  }
  return document.occurrences.flatMap(({ section, isDefinition, file, name, scope, range }) => {
    if (section !== 'services' || isDefinition) return [];
    const from = lastBefore(places, file, range[0]);
    return from && range[1] <= from.range[1] ? [{ from, to: name, scope, range }] : [];
  });
}

/** They are in order of the file and do not overlap, so the last that begins before an offset is the one it may be in. */
function lastBefore(sorted: ReadonlyMap<string, ServicePlace[]>, file: string, offset: number): ServicePlace | undefined {
  const places = sorted.get(file) ?? [];
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.keyRange[0] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return places[low - 1];
}
