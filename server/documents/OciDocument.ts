import { dirname } from 'node:path';
import { ociFindings } from '../../spec/check/ociFindings';
import type { CheckSettings } from '../../spec/check/settings';
import type { HostFacts } from '../../spec/host/HostFacts';
import { CONFIG_TYPE } from '../../spec/oci/vocabulary/configKeys';
import type { Problem } from '../../spec/Problem';
import type { LocatedMap } from '../../spec/yaml/Located';
import { YamlFile } from '../../spec/yaml/YamlFile';
import type { ParsedYaml } from '../../spec/yaml/YamlFile';
import type { Occurrence } from '../names/Occurrence';
import { isSyntaxProblem } from './isSyntaxProblem';
import { SpecDocument } from './SpecDocument';

/** An OCI runtime config, in JSON (which YAML includes) or YAML. */
export class OciDocument extends SpecDocument {
  readonly type = CONFIG_TYPE;
  readonly occurrences: readonly Occurrence[] = [];
  private cachedParse: ParsedYaml | undefined;

  private get parsed(): ParsedYaml {
    this.cachedParse ??= new YamlFile(this.path, dirname(this.path)).parse(this.text);
    return this.cachedParse;
  }

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

  findings(host: HostFacts | undefined, settings: CheckSettings): Problem[] {
    return ociFindings({ ...this.parsed, text: this.text }, this.viewOf(host), settings);
  }
}
