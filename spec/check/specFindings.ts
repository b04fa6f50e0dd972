import { basename, dirname } from 'node:path';
import { loadProject } from '../compose/loadProject';
import { projectWith } from '../compose/projectFiles';
import type { ServicesOnHost } from '../compose/servicesOnHost';
import type { HostFacts } from '../host/HostFacts';
import type { KindOf } from '../host/rules/binds';
import { checkProfile } from '../oci/check/checkProfile';
import { isSeccompProfile } from '../oci/seccomp/isSeccompProfile';
import { isDockerfileName } from '../dockerfile/dockerfileName';
import { parseDockerfile } from '../dockerfile/parse/parseDockerfile';
import type { Problem } from '../Problem';
import { valueAt } from '../yaml/Located';
import { YamlFile } from '../yaml/YamlFile';
import { composeFindings } from './composeFindings';
import { dockerfileFindings } from './dockerfileFindings';
import { ociFindings } from './ociFindings';
import { seccompFindings } from './seccompFindings';
import type { CheckSettings } from './settings';

/** How a check gets at files: those of the project by text, those a bundle names by what they are. */
export interface SpecFiles {
  readFile: (path: string) => string | undefined;
  env: Record<string, string | undefined>;
  /** What is in a directory; nothing when it is none. */
  listNames?: (directory: string) => readonly string[];
  /** Left out when the spec is for another machine. */
  kindOf?: KindOf;
  /** Ports of this machine that services listen on now. */
  servicesOnHost?: () => ServicesOnHost;
}

/** Everything to be said of one file as it lies on disk: a Dockerfile by its name, a seccomp profile, an OCI runtime config in JSON or YAML, or a Compose file. */
export function specFindings(
  path: string,
  text: string,
  files: SpecFiles,
  host: HostFacts | undefined,
  settings: CheckSettings,
): Problem[] {
  if (isDockerfileName(basename(path)))
    return dockerfileFindings(parseDockerfile(text), { path, readFile: files.readFile }, settings);
  if (isSeccompProfile(basename(path), text)) return seccompFindings(checkProfile(path, text), text, settings);
  const { root, problems } = new YamlFile(path, dirname(path)).parse(text);
  const view = { facts: host, kindOf: files.kindOf, env: files.env, servicesOnHost: files.servicesOnHost };
  if (basename(path) === 'config.json' || valueAt(root, 'ociVersion') !== undefined)
    return ociFindings({ path, text, root, problems }, view, settings);
  const { readFile, listNames } = files;
  const project = loadProject({ ...projectWith(path, files), readFile, listNames, profiles: ['*'] });
  return composeFindings({ path, text, project, readFile: files.readFile }, view, settings);
}
