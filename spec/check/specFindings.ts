import { basename, dirname } from 'node:path';
import { projectFiles } from '../compose/composeFileName';
import { loadProject } from '../compose/loadProject';
import { ProjectCache } from '../compose/ProjectCache';
import type { HostFacts } from '../host/HostFacts';
import { isDockerfileName } from '../dockerfile/dockerfileName';
import { parseDockerfile } from '../dockerfile/parse/parseDockerfile';
import { checkOciConfig } from '../oci/check/checkOciConfig';
import type { BundleFiles } from '../oci/check/Rule';
import { settle } from '../Problem';
import type { Problem } from '../Problem';
import { valueAt } from '../yaml/Located';
import { YamlFile } from '../yaml/YamlFile';
import { composeFindings, judged } from './composeFindings';
import { dockerfileFindings } from './dockerfileFindings';
import type { CheckSettings } from './settings';

/** How a check gets at files: those of the project by text, those a bundle names by what they are. */
export interface SpecFiles extends BundleFiles {
  readFile: (path: string) => string | undefined;
  env: Record<string, string | undefined>;
}

/** Everything to be said of one file as it lies on disk: a Dockerfile by its name, an OCI runtime config in JSON or YAML, or a Compose file. */
export function specFindings(
  path: string,
  text: string,
  files: SpecFiles,
  host: HostFacts | undefined,
  settings: CheckSettings,
): Problem[] {
  if (isDockerfileName(basename(path)))
    return dockerfileFindings(parseDockerfile(text), { path, readFile: files.readFile }, settings);
  const { root, problems } = new YamlFile(path, dirname(path)).parse(text);
  if (basename(path) === 'config.json' || valueAt(root, 'ociVersion') !== undefined) {
    const found = root ? checkOciConfig(root, files) : [];
    return judged([...problems, ...found].map(settle), text, settings);
  }
  const cache = new ProjectCache();
  const project = loadProject(
    {
      files: projectFiles(path, (one) => files.readFile(one) !== undefined),
      readFile: files.readFile,
      env: files.env,
      profiles: ['*'],
    },
    cache,
  );
  return composeFindings({ path, text, root: cache.trees.get(path), project }, host, settings);
}
