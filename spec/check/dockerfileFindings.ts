import { dirname } from 'node:path';
import { checkDockerfile } from '../dockerfile/check/checkDockerfile';
import type { Dockerfile } from '../dockerfile/Dockerfile';
import type { Problem } from '../Problem';
import { judged } from './composeFindings';
import type { CheckSettings } from './settings';

interface Surroundings {
  /** Absolute path of the file. */
  path: string;
  readFile: (path: string) => string | undefined;
  /** The directories it is built with, where they are known: otherwise its own. */
  contexts?: () => readonly string[];
  /** Stages that Compose files ask for, in lower case, where they are known. */
  targets?: ReadonlySet<string>;
}

/** Everything to be said of one Dockerfile: as editors show it and as `bulkhead check` prints it. */
export function dockerfileFindings(
  dockerfile: Dockerfile,
  { path, readFile, contexts = () => [dirname(path)], targets = new Set() }: Surroundings,
  settings: CheckSettings,
): Problem[] {
  const found = checkDockerfile(dockerfile, { path, readFile, contexts, targets });
  return judged(
    found.map((one) => ({ ...one, file: path })),
    dockerfile.text,
    settings,
  );
}
