import type { LocatedMap } from '../../spec/yaml/Located';
import type { ParsedYaml } from '../../spec/yaml/YamlFile';
import type { Occurrence } from '../names/Occurrence';
import { isSyntaxProblem } from './isSyntaxProblem';
import { SpecDocument } from './SpecDocument';

/** A spec that is all in one file and has no names. */
export abstract class OneFileDocument extends SpecDocument {
  readonly occurrences: readonly Occurrence[] = [];

  protected abstract get parsed(): ParsedYaml;

  get root(): LocatedMap | undefined {
    const { root } = this.parsed;
    return root?.kind === 'map' ? root : undefined;
  }

  get roots(): ReadonlyMap<string, LocatedMap> {
    return new Map(this.root ? [[this.path, this.root]] : []);
  }

  get isWellFormed(): boolean {
    return this.root !== undefined && !this.parsed.problems.some(isSyntaxProblem);
  }
}
