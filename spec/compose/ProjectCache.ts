import type { PlacedProblem } from '../Problem';
import type { Located, LocatedEntry, LocatedMap } from '../yaml/Located';
import { YamlFile } from '../yaml/YamlFile';
import type { CheckedService } from './check/checkService';
import { ServiceFiles } from './check/ServiceFiles';
import type { Lookup } from './interpolate';
import { Memo } from './Memo';
import { NormalizedServices } from './normalize/NormalizedServices';
import { VariableSources } from './VariableSources';

type Env = Record<string, string | undefined>;

/** An entry of a file on its way into the project. */
export interface PreparedEntry {
  interpolated: LocatedEntry;
  canonical: LocatedEntry;
  problems: readonly PlacedProblem[];
}

/**
 * What is kept from one load of a project for the next. Trees of text that did not change are the same objects, so everything
 * made of them is found here instead of being made again: an edit costs what depends on it.
 */
export class ProjectCache {
  readonly entries = new Memo<LocatedEntry, PreparedEntry>();
  readonly merged = new Memo<Located, Located>();
  readonly extended = new Memo<Located, Located>();
  readonly withoutResets = new Memo<Located, Located>();
  readonly checked = new Memo<Located, CheckedService>();
  readonly serviceFiles = new ServiceFiles();
  readonly support = new Memo<Located, readonly PlacedProblem[]>();
  readonly variables = new VariableSources();
  readonly services = new NormalizedServices();
  /** Each file's own tree, variables filled in, as of the last load. */
  readonly trees = new Map<string, LocatedMap>();
  /** Whether one of the files could hold a tag such as `!reset`, as of the last load. */
  mayHaveTags = false;
  private outer: { env: Env; lookup: Lookup } | undefined;
  private files = new Map<string, YamlFile>();
  private used = new Set<string>();

  file(path: string, baseDir: string): YamlFile {
    const id = `${baseDir}\0${path}`;
    const file = this.files.get(id) ?? new YamlFile(path, baseDir);
    this.files.set(id, file);
    this.used.add(id);
    return file;
  }

  /** The process's environment as a lookup: the same function for the same environment. */
  environment(env: Env): Lookup {
    if (this.outer?.env !== env) this.outer = { env, lookup: (name) => env[name] };
    return this.outer.lookup;
  }

  begin(): void {
    this.used = new Set();
    this.trees.clear();
    this.mayHaveTags = false;
  }

  /** Files that are no longer part of the project need not be kept. */
  end(): void {
    for (const id of this.files.keys()) if (!this.used.has(id)) this.files.delete(id);
  }
}
