import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Daemon } from './Daemon';

/** `run` is for what does not outlast a start of the machine. */
export type StartPeer = (directory: string, run: string) => Promise<Daemon>;

/** No engine at all, so that the time of the `docker` command itself is known. */
export function startStandIn(directory: string): Promise<Daemon> {
  const words = [process.execPath, ...process.execArgv, join(__dirname, 'standIn.ts')];
  return Daemon.start(directory, (path) => `exec ${words.map((word) => `'${word}'`).join(' ')} ${path}/engine.sock`);
}

/** Without bridge and packet filter: all engines run the container without a network here. */
export function startDockerd(directory: string, run: string): Promise<Daemon> {
  return Daemon.start(directory, (path) => {
    const where = `--data-root ${path}/data --exec-root ${run} --pidfile ${path}/pid -H unix://${path}/engine.sock`;
    return `exec dockerd ${where} --bridge none --iptables=false --ip-forward=false`;
  });
}

/** crun of Debian 12 refuses a hybrid host; hidden from it, the v2 mount is not there. */
const HIDE_UNIFIED = 'if mountpoint -q /sys/fs/cgroup/unified; then mount -t tmpfs none /sys/fs/cgroup/unified; fi';

export function withoutUnified(command: string[]): string[] {
  return ['unshare', '-m', 'sh', '-c', `${HIDE_UNIFIED}; exec "$@"`, 'sh', ...command];
}

/** With crun, its default on Debian. */
export function startPodman(directory: string, run: string): Promise<Daemon> {
  const where = (path: string) => `--root ${path}/root --runroot ${run} --cgroup-manager cgroupfs`;
  return Daemon.start(directory, (path) => {
    const configuration = join(path, 'containers.conf');
    writeFileSync(configuration, '[engine]\nevents_logger="file"\n');
    return `${HIDE_UNIFIED}; CONTAINERS_CONF=${configuration} exec podman ${where(path)} system service -t 0 unix://${path}/engine.sock`;
  });
}
