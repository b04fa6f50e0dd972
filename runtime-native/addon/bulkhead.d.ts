/** The Node addon (`dist/bulkhead.node`): harmless system calls and the channel to the helper. It never clones a process. */

/** A connected `AF_UNIX` `SOCK_SEQPACKET` socket on Node's event loop. Takes ownership of `fd`. */
export class Channel {
  constructor(
    fd: number,
    /** One call a packet. The receiver owns `fds` (all CLOEXEC). */
    onMessage: (data: Buffer, fds: number[]) => void,
    /** Once, when the peer hung up, an error occurred or `close` was called. */
    onClose: (error?: NodeJS.ErrnoException) => void,
  );
  /** Sends one packet; `fds` are duplicated by the kernel and stay the caller's. Throws with `code` set (`EPIPE`, `EMSGSIZE`, …). */
  send(data: Buffer, fds?: number[]): void;
  close(): void;
  ref(): void;
  unref(): void;
}

/** A connected pair of `SOCK_SEQPACKET` sockets; the second is inheritable through `spawn`'s `stdio`. */
export function socketPair(): [ours: number, theirs: number];

/** Connects to a listening `SOCK_SEQPACKET` socket. */
export function connectSeqPacket(path: string): number;

/** A sealed memfd (no writes, no resize) with these bytes. */
export function sealedMemfd(name: string, data: Buffer): number;

/** Reads many small files (cgroup, /proc) in one go off the main thread; `null` where a file cannot be read. */
export function readFiles(paths: string[], maxBytesPerFile?: number): Promise<(Buffer | null)[]>;

/** TIOCSWINSZ on a terminal. */
export function setWindowSize(fd: number, rows: number, columns: number): void;

/** SO_PEERCRED of a connected unix socket. */
export function peerCredentials(fd: number): { pid: number; uid: number; gid: number };
