import type { ContainerSpec } from '../../spec/container/ContainerSpec';
import type { Health } from '../health/healthState';
import type { ImageConfig } from '../../spec/container/ImageConfig';

export type ContainerStatus = 'created' | 'running' | 'paused' | 'restarting' | 'exited' | 'removing' | 'dead';

/** Changed only by `transition`. */
export interface ContainerState {
  status: ContainerStatus;
  /** Host pid of the init; 0 when there is none. */
  pid: number;
  exitCode: number;
  error: string;
  oomKilled: boolean;
  /** Unix milliseconds; 0 is never. */
  startedAt: number;
  finishedAt: number;
  /** Stopped, killed or removed on request: a restart policy other than `always` must not bring it back. */
  manuallyStopped: boolean;
  /** Restarts by policy since it was last started by someone. */
  restartCount: number;
  /** Only of a container with a health check, from its first start on. */
  health?: Health;
}

/** What an image gave the container; kept, because the image's tag may move on. */
export interface UsedImage {
  /** `sha256:…` of the image config. */
  id: string;
  /** As the user named it. */
  ref: string;
  config: ImageConfig;
  rootfs: { kind: 'host' } | { kind: 'layers'; /** Bottom first. */ chainIds: string[] };
}

export interface VolumeUse {
  name: string;
  destination: string;
  readOnly: boolean;
  /** Made for this container alone, removed with it (`rm -v`, `--rm`). */
  anonymous: boolean;
}

/** One file a container, `record.json`. */
export interface ContainerRecord {
  version: 1;
  /** 64 hexadecimal digits. */
  id: string;
  name: string;
  /** Unix milliseconds. */
  createdAt: number;
  spec: ContainerSpec;
  image: UsedImage;
  volumes: VolumeUse[];
  /** The entry point and its arguments after merging spec and image. */
  args: string[];
  state: ContainerState;
}

export const NEVER_STARTED: ContainerState = {
  status: 'created',
  pid: 0,
  exitCode: 0,
  error: '',
  oomKilled: false,
  startedAt: 0,
  finishedAt: 0,
  manuallyStopped: false,
  restartCount: 0,
};
