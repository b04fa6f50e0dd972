import { hostname } from 'node:os';
import type { Engine } from '../Engine';
import { isAlive } from '../containers/transition';
import { API_VERSION, ENGINE_VERSION, MIN_API_VERSION } from '../version';

/** Docker's names for how far root in a container is from root of the host. */
const SECURITY_OF_MODE = { root: [], rootless: ['name=rootless'], privileged: ['name=userns'] };
const GO_ARCHITECTURES: Record<string, string> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };

export function systemVersion({ deps }: Engine): object {
  const { kernel } = deps.facts();
  const arch = GO_ARCHITECTURES[process.arch] ?? process.arch;
  const details = {
    ApiVersion: API_VERSION,
    MinAPIVersion: MIN_API_VERSION,
    Arch: arch,
    Os: 'linux',
    KernelVersion: kernel.release,
  };
  const helper = deps.helper.failed === undefined ? deps.helper.hello.helperVersion : 'not running';
  return {
    Platform: { Name: 'Bulkhead' },
    Components: [
      { Name: 'Engine', Version: ENGINE_VERSION, Details: { ...details, Experimental: 'false', NodeVersion: process.version } },
      { Name: 'bulkhead-helper', Version: helper, Details: {} },
    ],
    ...details,
    ...{ Version: ENGINE_VERSION, GitCommit: '', GoVersion: '', BuildTime: '' },
  };
}

export function systemInfo({ deps, images, startedAt }: Engine): object {
  const facts = deps.facts();
  const states = deps.set.all().map(({ state }) => state);
  const can = (controller: string): boolean =>
    deps.helper.failed === undefined && deps.helper.hello.controllers.includes(controller);
  const mode = deps.helper.failed === undefined ? deps.helper.hello.mode : 'root';
  return {
    ...{ ID: deps.paths.socket, Name: hostname(), ServerVersion: ENGINE_VERSION, OperatingSystem: 'Bulkhead', OSType: 'linux' },
    ...{
      OSVersion: '',
      Architecture: facts.kernel.machine,
      KernelVersion: facts.kernel.release,
      NCPU: facts.cpus.online.length,
      MemTotal: facts.memory.total,
    },
    ...{ Containers: states.length, ContainersRunning: states.filter(({ status }) => status === 'running').length },
    ...{
      ContainersPaused: states.filter(({ status }) => status === 'paused').length,
      ContainersStopped: states.filter((state) => !isAlive(state)).length,
    },
    ...{
      Images: images.list().length + 1,
      Driver: 'overlay',
      DriverStatus: [['Layout', 'oci']],
      DockerRootDir: deps.paths.dataRoot,
    },
    ...{ CgroupDriver: 'cgroupfs', CgroupVersion: facts.cgroup.layout === 'v2' ? '2' : '1', DefaultRuntime: 'bulkhead' },
    ...{ Runtimes: { bulkhead: { path: 'bulkhead-helper' } }, LoggingDriver: 'json-file', SystemTime: new Date().toISOString() },
    ...{
      MemoryLimit: can('memory'),
      SwapLimit: can('memory'),
      CpuCfsPeriod: can('cpu'),
      CpuCfsQuota: can('cpu'),
      CPUShares: can('cpu'),
    },
    ...{
      CPUSet: can('cpuset'),
      PidsLimit: can('pids'),
      OomKillDisable: can('memory'),
      IPv4Forwarding: true,
      Debug: false,
      NFd: -1,
    },
    ...{ NGoroutines: -1, NEventsListener: 0, ExperimentalBuild: false, LiveRestoreEnabled: true, Isolation: '', InitBinary: '' },
    Plugins: { Volume: ['local'], Network: ['host', 'null'], Authorization: null, Log: ['json-file', 'local', 'none'] },
    SecurityOptions: ['name=seccomp,profile=builtin', ...SECURITY_OF_MODE[mode]],
    ...{
      Swarm: { NodeID: '', LocalNodeState: 'inactive' },
      Labels: [],
      Warnings: null,
      IndexServerAddress: '',
      RegistryConfig: null,
    },
    ...{
      HttpProxy: '',
      HttpsProxy: '',
      NoProxy: '',
      GenericResources: null,
      SystemStatus: null,
      ContainerdCommit: {},
      RuncCommit: {},
      InitCommit: {},
    },
    EngineStartedAt: new Date(startedAt).toISOString(),
  };
}
