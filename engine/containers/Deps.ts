import type { HostFacts } from '../../spec/host/HostFacts';
import type { EnginePaths } from '../../api/paths';
import type { HelperClient } from '../helper/HelperClient';
import type { HostSkeleton } from '../images/hostSkeleton';
import type { ImageBackend } from '../images/ImageBackend';
import type { Log } from '../log';
import type { VolumeStore } from '../volumes/VolumeStore';
import type { Container } from './Container';
import type { ContainerSet } from './ContainerSet';
import type { RecordStore } from './RecordStore';

/** What working on containers takes; made once by the engine. */
export interface Deps {
  paths: EnginePaths;
  log: Log;
  helper: HelperClient;
  records: RecordStore;
  set: ContainerSet;
  images: ImageBackend;
  /** Of the built-in image; there once the engine has started. */
  hostSkeleton: () => HostSkeleton;
  volumes: VolumeStore;
  facts: () => HostFacts;
  /** Path of the program that containers with `Init` start as process 1. */
  initProgram: string;
  /** A new run by the restart policy, with the container's lock held. Wired by the engine, because an exit may lead to a start and a start to an exit. */
  launchAgain: (container: Container) => Promise<void>;
}
