import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostFacts } from '../spec/host/HostFacts';
import { readHostFacts } from '../spec/host/readHostFacts';
import { ensurePrivateDirectory, type EnginePaths } from '../api/paths';
import { ContainerSet } from './containers/ContainerSet';
import type { Deps } from './containers/Deps';
import { parseMountinfo } from './containers/kernelView';
import { launch } from './containers/launch';
import { reconcile } from './containers/reconcile';
import { RecordStore } from './containers/RecordStore';
import { removeFiles } from './containers/removeContainer';
import { isAlive } from './containers/transition';
import { EventBus } from './events/EventBus';
import { ExecSet } from './exec/ExecSet';
import { HealthMonitor } from './health/HealthMonitor';
import type { BulkheadAddon } from './helper/addon';
import { Fault } from './faults';
import { HelperClient } from './helper/HelperClient';
import { makeHostSkeleton, removeOldSkeletons, type HostSkeleton } from './images/hostSkeleton';
import { ImageStore } from './images/ImageStore';
import { LayerStore } from './images/LayerStore';
import type { Log } from './log';
import { Sampler } from './stats/Sampler';
import { StatsHub } from './stats/StatsHub';
import { hostUserNames } from './stats/userNames';
import { VolumeStore } from './volumes/VolumeStore';

/** Facts are read anew after this; a plugged CPU or a changed swap is rare. */
const FACTS_VALID_MS = 60_000;

interface EngineOptions {
  paths: EnginePaths;
  addon: BulkheadAddon;
  helperPath: string;
  privilegedSocket?: string;
  log: Log;
  logFd: number;
}

/** The parts, wired. What they do is in their own files. */
export class Engine {
  readonly log: Log;
  readonly events = new EventBus();
  readonly deps: Deps;
  readonly images: ImageStore;
  readonly execs: ExecSet;
  private readonly health: HealthMonitor;
  readonly sampler: Sampler;
  readonly stats: StatsHub;
  readonly startedAt = Date.now();
  requestStop: () => void = () => undefined;
  private skeleton: () => HostSkeleton = () => {
    throw new Fault('unavailable', 'the engine has not started yet');
  };

  constructor({ paths, addon, helperPath, privilegedSocket, log, logFd }: EngineOptions) {
    this.log = log;
    const { dataRoot } = paths;
    const helper = new HelperClient({ addon, helperPath, privilegedSocket, dataRoot, runRoot: paths.runRoot, log, logFd });
    const layers = new LayerStore(dataRoot, helper);
    this.images = new ImageStore(dataRoot, layers, this.events, log);
    const records = new RecordStore(dataRoot, log);
    this.deps = {
      ...{ paths, log, helper, records, facts: cachedFacts(), initProgram: helperPath },
      launchAgain: (container) => launch(this.deps, container, true),
      set: new ContainerSet(records, this.events),
      images: this.images,
      hostSkeleton: () => this.skeleton(),
      volumes: new VolumeStore(dataRoot, helper, this.events, log),
    };
    this.execs = new ExecSet(this.deps);
    this.health = new HealthMonitor(this.deps, this.execs, this.events);
    this.sampler = new Sampler(addon, helper, hostUserNames());
    this.stats = new StatsHub(this.sampler, log);
  }

  /** Files first, then the helper, then what the kernel says; only after this may anyone ask. */
  async start(): Promise<void> {
    const { paths, helper, records, set, volumes } = this.deps;
    mkdirSync(join(paths.dataRoot), { recursive: true, mode: 0o711 });
    ensurePrivateDirectory(paths.runRoot);
    const skeleton = makeHostSkeleton(paths.dataRoot, isRoot() ? [] : mountPoints());
    this.skeleton = () => skeleton;
    await this.images.open();
    await volumes.open();
    const { records: found, leftovers } = await records.load();
    set.restore(found);
    if (!set.all().some(({ state }) => isAlive(state))) removeOldSkeletons(skeleton);
    helper.onReady = () => reconcile(this.deps);
    await helper.start();
    if (helper.failed !== undefined) return;
    await reconcile(this.deps);
    for (const path of leftovers) await removeFiles(this.deps, path);
    this.health.resume();
  }

  stop(): void {
    this.health.stop();
    this.deps.helper.stop();
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function mountPoints(): string[] {
  return parseMountinfo(readFileSync('/proc/self/mountinfo', 'utf8')).map(({ target }) => target);
}

function cachedFacts(): () => HostFacts {
  let facts: HostFacts | undefined;
  let readAt = 0;
  return () => {
    if (facts === undefined || Date.now() - readAt > FACTS_VALID_MS) {
      facts = readHostFacts();
      readAt = Date.now();
    }
    return facts;
  };
}
