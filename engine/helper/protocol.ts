/**
 * The helper protocol, version 1. Transport: `SOCK_SEQPACKET`, one JSON object a packet (at most 64 KiB), file descriptors by
 * SCM_RIGHTS. Requests are `{ id, op, ...params }`; each gets exactly one reply `{ id, result }` or `{ id, error }`, in any order.
 * `runtime-native/helper/` implements the other side. Container ids are `[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}`.
 */
export interface HelperError {
  /** Stable: `invalid`, `not-found`, `exists`, `state` (wrong state), `denied` (policy), `unsupported` (this kernel or user cannot), `not-executable` (126), `command-not-found` (127), `system`. */
  code: string;
  /** Checklist step that failed, as in `cgroup.memory` or `mount`. */
  step: string;
  /** What it was doing it to: a path, a controller, a capability. */
  object: string;
  /** What happened and what to do, for people. */
  message: string;
  /** Name, as in `EACCES`. */
  errno?: string;
}

/** The root filesystem: a directory that is bound, or an overlay; then, on top of it, directories of the host. */
export interface Rootfs {
  /** Topmost layer first, all absolute. The helper creates missing upper and work directories. */
  base: { kind: 'directory'; path: string } | { kind: 'overlay'; lower: string[]; upper: string; work: string };
  /**
   * Each of the directories under a writable layer of its own, `<layers>/<name>/upper` with `work` beside it. Told once and by name, because
   * there may be hundreds and a packet is small.
   */
  overlays?: { layers: string; names: Record<string, string> };
  /** What the container writes means nothing after a power cut, so its end need not wait for the disk. */
  transient?: boolean;
}

export interface LogTarget {
  /** Absolute path. Lines are CRI format: `<RFC 3339 nano UTC> stdout|stderr F|P <text>\n`. Rotated to `<path>.1`, `.2`, … */
  path: string;
  /** Bytes; 0 is no rotation. */
  maxSize: number;
  maxFiles: number;
}

export interface ContainerState {
  id: string;
  status: 'created' | 'running' | 'paused' | 'stopped';
  /** Of the container's init in the engine's pid namespace; 0 when stopped. */
  pid: number;
  monitorPid: number;
  /** Unix milliseconds. */
  createdAt: number;
  startedAt?: number;
  exit?: ExitStatus;
  /** Absolute cgroup directories by controller (`''` is the v2 tree when one is used). */
  cgroups: Record<string, string>;
}

export interface ExitStatus {
  /** 0–255; a signal is 128 + number. */
  code: number;
  signal?: number;
  oomKilled: boolean;
  /** Unix milliseconds. */
  finishedAt: number;
}

interface NamespaceView {
  kind: 'pid' | 'net' | 'ipc' | 'mnt' | 'uts' | 'cgroup' | 'user' | 'time';
  inode: number;
  /** Same namespace as the helper's host view. */
  host: boolean;
}

export interface KernelViewResult {
  namespaces: NamespaceView[];
  /** Host pids of all processes in the container, from the cgroup or, without one, the pid namespace. */
  pids: number[];
  /** `/proc/<init>/{uid_map,gid_map,mountinfo,status}`, raw text, at most 64 KiB together. */
  uidMap: string;
  gidMap: string;
  mountinfo: string;
  status: string;
}

/** Each key: `params` beside `id` and `op`, `fds` sent with the request, `result`, and the fds that come back. */
export interface HelperOps {
  hello: {
    params: { version: 1 };
    result: {
      version: 1;
      helperVersion: string;
      mode: 'root' | 'rootless' | 'privileged';
      pid: number;
      /** Caller's uid as the helper sees it. */
      uid: number;
      /** In rootless and privileged mode, the mappings a container gets unless its config has its own. */
      uidMappings: { containerID: number; hostID: number; size: number }[];
      gidMappings: { containerID: number; hostID: number; size: number }[];
      /** Of a privileged helper: the only data directory whose containers it runs. */
      dataRoot?: string;
      /** Controllers in which the helper can make cgroups. */
      controllers: string[];
    };
  };
  /** fds: [OCI config as sealed memfd]. The container process is made and waits before exec. Returns [] */
  create: {
    params: {
      container: string;
      rootfs: Rootfs;
      log?: LogTarget;
      /** Keep stdin open as a pipe (or the terminal's input); otherwise it is /dev/null. */
      stdin: boolean;
      /** Close stdin for good when the first attached client closes it. */
      stdinOnce: boolean;
    };
    result: ContainerState;
  };
  /** Lets the waiting process exec; the reply comes after the exec succeeded, or with `command-not-found` / `not-executable`. */
  start: { params: { container: string }; result: ContainerState };
  /**
   * Returns one fd: a `SOCK_STREAM` socket. Monitor → client: Docker's multiplexed frames (8-byte header) without a terminal, raw bytes with
   * one. Client → monitor: raw stdin bytes; shutdown(SHUT_WR) is end of stdin. `logs: true` is the engine's business, not the helper's.
   * A slow client holds the container back rather than losing bytes.
   */
  attach: { params: { container: string; exec?: string; stdin: boolean; stdout: boolean; stderr: boolean }; result: object };
  /**
   * Returns one fd: a `SOCK_STREAM` socket on which the monitor writes JSON lines: `{"event":"exit", ...ExitStatus}`, `{"event":"oom"}`,
   * `{"event":"trouble","step":…,"message":…}` of what it could not write (a full disk), and for an exec `{"event":"exit","exec":"…", ...}`. An exit that already happened is sent at once. End of file without an exit: the monitor died.
   */
  watch: { params: { container: string; exec?: string }; result: object };
  /** Runs a further process in the container at once. fds: [OCI process object as sealed memfd]. */
  exec: {
    params: { container: string; exec: string; stdin: boolean };
    /** fds returned: [attach stream, watch stream]. */
    result: { pid: number };
  };
  /** Signal number to the init (`all: false`), to every process (`all: true`), or to an exec's process. By pidfd. */
  signal: { params: { container: string; signal: number; all: boolean; exec?: string }; result: object };
  resize: { params: { container: string; exec?: string; rows: number; columns: number }; result: object };
  pause: { params: { container: string }; result: object };
  resume: { params: { container: string }; result: object };
  /** fds: [OCI `linux.resources` object as sealed memfd]. */
  update: { params: { container: string }; result: object };
  /** Kills what is left, removes cgroups and the helper's state of the container. Not the upper directory. */
  delete: { params: { container: string; force: boolean }; result: object };
  /** In the order of ids, from behind `after` on; `more`: not all fitted into the packet. */
  list: { params: { after?: string }; result: { containers: ContainerState[]; more: boolean } };
  state: { params: { container: string }; result: ContainerState };
  view: { params: { container: string }; result: KernelViewResult };
  /**
   * Unpacks one layer (tar, gzip or zstd, told by its bytes) from fd 0 into the new directory `target`, confined; on any error nothing is left.
   * Whiteouts become overlay whiteouts. Errors of hostile archives are `invalid` with step `layer.path`, `layer.link`, `layer.device`, `layer.ratio`,
   * `layer.size`, `layer.digest`, `layer.truncated`.
   */
  unpack: {
    params: { target: string; /** `sha256:…` of the uncompressed tar. */ diffId: string; maxBytes: number; maxEntries: number };
    result: { bytes: number; entries: number };
  };
  /** Removes a directory tree of ours (layer, upper) that may hold files of mapped ids. Only below the data directory given at start. */
  removeTree: { params: { path: string }; result: object };
}
