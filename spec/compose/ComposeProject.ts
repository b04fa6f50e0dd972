import type { Problem } from '../Problem';
import type { LocatedEntry, LocatedMap } from '../yaml/Located';
import type { ContainerSpec } from '../container/ContainerSpec';

/** How the loader gets at files: the caller decides what may be read. */
export interface ProjectSource {
  /** Absolute paths; the first names the project directory, later ones are merged over it. */
  files: string[];
  /** Text of a file, or `undefined` when it does not exist. Used for the files, `.env`, `env_file`, and `extends.file`. */
  readFile: (path: string) => string | undefined;
  /** Environment for interpolation; wins over `.env`. */
  env: Record<string, string | undefined>;
  /** Active profiles; services without a profile are always active. */
  profiles?: string[];
  /** A service that no container can be made of may be there for others to extend: no error then. */
  mayBeBase?: boolean;
  /** What is in a directory, where that can be asked: to find files that use one which may be there for others. */
  listNames?: (directory: string) => readonly string[];
  /** Project name; otherwise `COMPOSE_PROJECT_NAME`, the file's `name`, or the directory's name, normalised as Compose does. */
  name?: string;
}

/** A project after interpolation, `extends`, merge and normalisation. */
export interface ComposeProject {
  name: string;
  directory: string;
  files: string[];
  /** Active services in dependency order; made when they are first asked for, as a check of the files has no use for them. */
  readonly services: ComposeService[];
  networks: Record<string, { name: string; external: boolean; driver?: string }>;
  volumes: Record<string, { name: string; external: boolean }>;
}

export interface ComposeService {
  name: string;
  /** `container_name`, or `<project>-<service>-1`. */
  containerName: string;
  image: string;
  /** `pull_policy`. */
  pullPolicy?: string;
  build?: { context: string; dockerfile?: string; target?: string; args?: Record<string, string> };
  dependsOn: {
    service: string;
    condition: 'service_started' | 'service_healthy' | 'service_completed_successfully';
    required: boolean;
  }[];
  scale: number;
  networks: string[];
  profiles: string[];
  /** The container to create, with Compose's labels (`com.docker.compose.project`, `.service`, `.container-number`, `.config_files`, `.working_dir`, `.oneoff`). */
  container: ContainerSpec;
}

/** Nothing is thrown for user text: a project with problems of severity `error` must not be run. */
export interface LoadResult {
  project: ComposeProject;
  problems: Problem[];
  /** What the project was made of: all files merged, in the long form of everything; missing when none could be read. */
  tree?: LocatedMap;
  /** The services of the project as the tree has them. */
  services: readonly LocatedEntry[];
}
