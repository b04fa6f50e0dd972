import type { PlacedProblem } from '../../Problem';
import { valueAt } from '../../yaml/Located';
import type { Located, LocatedEntry } from '../../yaml/Located';
import type { ComposeService } from '../ComposeProject';
import { dependenciesOf } from '../check/dependencyOrder';
import type { NormalizeContext } from './NormalizeContext';
import { normalizeService } from './normalizeService';

interface Normalized {
  service: ComposeService;
  problems: readonly PlacedProblem[];
}

interface Remembered extends Normalized {
  inputs: readonly unknown[];
  /** Texts of the files it was made of, such as those of `env_file`. */
  reads: readonly (readonly [path: string, text: string | undefined])[];
}

/** Normalised services by the tree of each, made again when anything it was made of has changed. */
export class NormalizedServices {
  private readonly known = new WeakMap<Located, Remembered>();

  get(context: NormalizeContext, entry: LocatedEntry): Normalized {
    const inputs = inputsOf(context, entry);
    const found = this.known.get(entry.value);
    const isSame =
      found?.inputs.every((input, index) => input === inputs[index]) &&
      found.reads.every(([path, text]) => context.readFile(path) === text);
    if (found && isSame) return found;
    const reads: [string, string | undefined][] = [];
    const readFile = (path: string): string | undefined => {
      const text = context.readFile(path);
      reads.push([path, text]);
      return text;
    };
    const problems: PlacedProblem[] = [];
    const service = normalizeService({ ...context, readFile, problems }, entry);
    const made = { service, problems, inputs, reads };
    this.known.set(entry.value, made);
    return made;
  }
}

function inputsOf(
  { root, lookup, env, project, directory, files, containerNameOf, cache }: NormalizeContext,
  entry: LocatedEntry,
): unknown[] {
  const joined = cache.dependencies
    .get(entry.value, [], () => dependenciesOf(entry.value))
    .map(({ name }) => containerNameOf(name));
  const sections = ['volumes', 'secrets', 'configs'].map((section) => valueAt(root, section));
  return [entry.key, entry.keyOrigin, lookup, env, project, directory, files.join('\0'), joined.join('\0'), ...sections];
}
