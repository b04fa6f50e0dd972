import type { ContainerSpec } from '../container/ContainerSpec';
import type { ImageConfig } from '../container/ImageConfig';
import type { HostFacts } from '../host/HostFacts';
import type { Problem } from '../Problem';
import type { OciConfig, OciIdMapping } from './OciConfig';
import type { ResolvedUser } from './resolveUser';

/** What the helper said of itself in its `hello`. */
export interface HelperFacts {
  mode: 'root' | 'rootless' | 'privileged';
  /** Controllers in which it can make cgroups; `blkio` and `io` are the same one. */
  controllers: string[];
  /** Of the user namespace a rootless helper is in; containers share it. */
  gidMappings?: OciIdMapping[];
}

export interface DeviceNode {
  type: 'c' | 'b';
  major: number;
  minor: number;
  /** Permission bits. */
  fileMode?: number;
  uid?: number;
  gid?: number;
}

export type JoinableNamespace = 'network' | 'pid' | 'ipc' | 'uts' | 'user' | 'cgroup';

/** Everything `toOciConfig` needs to know; what has to be looked up on the host is looked up by the caller. */
export interface OciInput {
  /** Full container id; its first 12 characters are the default host name. */
  id: string;
  spec: ContainerSpec;
  image: ImageConfig;
  host: HostFacts;
  helper: HelperFacts;
  /** From `resolveUser` over the root filesystem's `/etc/passwd` and `/etc/group`. */
  user: ResolvedUser;
  cgroupsPath: string;
  /** Present when the container gets a user namespace of its own with these maps. */
  userNamespace?: { uidMappings: OciIdMapping[]; gidMappings: OciIdMapping[] };
  /** Paths (`/proc/<pid>/ns/net`) behind `container:<name>` modes. */
  joinedNamespaces?: Partial<Record<JoinableNamespace, string>>;
  /** Host directories of named volumes. */
  volumeDirectory?: (name: string) => string | undefined;
  /** A device node on the host, or `undefined` when the path is none. */
  device?: (path: string) => DeviceNode | undefined;
  /** All device nodes of the host, for `Privileged`. */
  hostDevices?: { path: string; node: DeviceNode }[];
  /** Masked whatever the spec says, as `hostImageMaskedPaths` of the built-in image. */
  maskedPaths?: string[];
  /** A program on the host for `Init`; run as `<program> init -- <command>`. */
  initProgram?: string;
  /** Files the engine generates, mounted at `/etc/hostname`, `/etc/hosts` and `/etc/resolv.conf`. */
  files?: { hostname?: string; hosts?: string; resolvConf?: string };
}

export interface OciResult {
  config: OciConfig;
  /** With one of severity `error` the config must not be run. */
  problems: Problem[];
}
