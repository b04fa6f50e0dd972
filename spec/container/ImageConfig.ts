import type { Healthcheck } from './ContainerSpec';

/** The part of an OCI image config (image-spec `config.md`, key `config`) that gives a container its defaults. */
export interface ImageConfig {
  User?: string;
  Env?: string[];
  Entrypoint?: string[] | null;
  Cmd?: string[] | null;
  WorkingDir?: string;
  Labels?: Record<string, string>;
  StopSignal?: string;
  Volumes?: Record<string, object>;
  ExposedPorts?: Record<string, object>;
  /** Docker's; OCI has none. */
  Healthcheck?: Healthcheck;
  /** Of `CMD-SHELL`. */
  Shell?: string[];
}
