import { PROJECT_TYPE, SERVICE_KEYS } from '../../spec/compose/vocabulary/projectKeys';
import { specAt } from '../../spec/compose/vocabulary/specAt';
import { keyPlace, rangeInFile } from '../../spec/yaml/Located';
import type { Located, LocatedEntry } from '../../spec/yaml/Located';
import type { SpecDocument } from '../documents/SpecDocument';
import { slotOf } from './aliasSlot';
import { anchorAt } from './anchors';

type Path = readonly (string | number)[];

/** A fragment that is merged into a fragment, and so on. */
const MAX_CHAIN = 8;
const MAX_ANCHOR = 512;
const ANCHOR = /^["']?[ \t]*:[ \t]*(?:![^\s]*[ \t]+)?&[^\s,[\]{}]/;
/** Any name of a service would do. */
const NAMELESS = 'service';

/** The keys on the way of a path, as far as it goes by keys. */
function entriesOn(root: Located | undefined, path: Path): LocatedEntry[] {
  const entries: LocatedEntry[] = [];
  let at = root;
  for (const step of path) {
    const entry: LocatedEntry | undefined = at?.kind === 'map' ? at.entries.get(String(step)) : undefined;
    if (at?.kind === 'seq') at = at.items[Number(step)];
    else if (entry) {
      entries.push(entry);
      at = entry.value;
    } else break;
  }
  return entries;
}

/** Where the value of a key is used by an alias, by its anchor. */
function usesOf(document: SpecDocument, entry: LocatedEntry): Path[] {
  const [, keyEnd] = rangeInFile(keyPlace(entry));
  const behind = ANCHOR.exec(document.text.slice(keyEnd, keyEnd + MAX_ANCHOR))?.[0];
  if (behind === undefined || !document.isHere(keyPlace(entry))) return [];
  const aliases = anchorAt(document, keyEnd + behind.length)?.all.filter(({ isDefinition }) => !isDefinition) ?? [];
  return aliases.flatMap(({ range }) => {
    const slot = slotOf(document, range[0] - 1);
    return slot ? [slot.path] : [];
  });
}

function search(document: SpecDocument, path: Path, chain: number): Path | undefined {
  if (specAt(document.type, path)) return path;
  const entries = entriesOn(document.root, path);
  for (let depth = entries.length; depth > 0 && chain < MAX_CHAIN; depth--) {
    const entry = entries[depth - 1];
    // Steps into lists are no entries.
    const at = path.findIndex((_, index) => path.slice(0, index + 1).filter((step) => typeof step === 'string').length === depth);
    for (const use of entry ? usesOf(document, entry) : []) {
      const found = search(document, [...use, ...path.slice(at + 1)], chain + 1);
      if (found) return found;
    }
  }
  return undefined;
}

/**
 * The path of a place under an `x-` key as it is where an alias uses it: what may stand there is what may stand in the service it is
 * merged into. Of a fragment that nothing uses yet its name may tell: `x-logging` is hardly anything else than `logging`.
 */
export function pathInUse(document: SpecDocument, path: Path): (string | number)[] {
  const [first, ...rest] = path;
  const isUnknown = document.type === PROJECT_TYPE && typeof first === 'string' && !specAt(document.type, path);
  if (!isUnknown) return [...path];
  const used = search(document, path, 0);
  const key = first.replace(/^x-/, '');
  const named = first.startsWith('x-') && Object.hasOwn(SERVICE_KEYS, key) ? ['services', NAMELESS, key, ...rest] : path;
  return [...(used ?? named)];
}
