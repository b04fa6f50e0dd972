import { dirname } from 'node:path';
import { ociFindings } from '../../spec/check/ociFindings';
import type { CheckSettings } from '../../spec/check/settings';
import type { HostFacts } from '../../spec/host/HostFacts';
import { CONFIG_TYPE } from '../../spec/oci/vocabulary/configKeys';
import type { Problem } from '../../spec/Problem';
import { YamlFile } from '../../spec/yaml/YamlFile';
import type { ParsedYaml } from '../../spec/yaml/YamlFile';
import { OneFileDocument } from './OneFileDocument';

/** An OCI runtime config, in JSON (which YAML includes) or YAML. */
export class OciDocument extends OneFileDocument {
  readonly type = CONFIG_TYPE;
  private cached: ParsedYaml | undefined;

  protected get parsed(): ParsedYaml {
    this.cached ??= new YamlFile(this.path, dirname(this.path)).parse(this.text);
    return this.cached;
  }

  findings(host: HostFacts | undefined, settings: CheckSettings): Problem[] {
    return ociFindings({ ...this.parsed, path: this.path, text: this.text }, this.viewOf(host, settings), settings);
  }
}

/** A file with the name of a config and nothing in it: it may become one, and is not said to be wrong. */
export class BegunOciDocument extends OciDocument {
  override findings(): Problem[] {
    return [];
  }
}
