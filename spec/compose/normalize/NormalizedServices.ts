import { valueAt } from '../../yaml/Located';
import type { Located, LocatedEntry } from '../../yaml/Located';
import type { ComposeService } from '../ComposeProject';
import { dependenciesOf } from '../check/dependencyOrder';
import { ReadingMemo } from '../ReadingMemo';
import type { NormalizeContext } from './NormalizeContext';
import { normalizeService } from './normalizeService';

/** Normalised services by the tree of each, made again when anything it was made of has changed. */
export class NormalizedServices {
  private readonly known = new ReadingMemo<Located, ComposeService>();

  get(context: NormalizeContext, entry: LocatedEntry): ComposeService {
    const make = (readFile: NormalizeContext['readFile']): ComposeService => normalizeService({ ...context, readFile }, entry);
    return this.known.get(entry.value, inputsOf(context, entry), context.readFile, make);
  }
}

function inputsOf(
  { root, lookup, env, project, directory, files, containerNameOf }: NormalizeContext,
  entry: LocatedEntry,
): unknown[] {
  const joined = dependenciesOf(entry.value).map(({ name }) => containerNameOf(name));
  const sections = ['volumes', 'secrets', 'configs'].map((section) => valueAt(root, section));
  return [entry.key, lookup, env, project, directory, files.join('\0'), joined.join('\0'), ...sections];
}
