import { Socket } from 'node:net';
import { closeSync } from 'node:fs';
import { Fault, messageOf } from '../faults';
import { healthPlan } from '../health/healthPlan';
import { STARTING } from '../health/healthState';
import { HelperFault } from '../helper/HelperFault';
import { onlyFd } from '../helper/onlyFd';
import type { Container } from './Container';
import type { Deps } from './Deps';
import { writeEtcFiles } from './etcFiles';
import { logTarget } from './logTarget';
import { runtimeConfig } from './runtimeConfig';
import { supervise } from './supervise';

/** Create in the helper, attach who waits, watch, exec: in this order nothing the container writes is lost. Called with the lock held. */
export async function launch(deps: Deps, container: Container, byPolicy: boolean): Promise<void> {
  try {
    const { config, rootfs } = await runtimeConfig(deps, container.record);
    const { spec } = container.record;
    writeEtcFiles(deps.records.directory(container.id), spec, config);
    const params = {
      container: container.id,
      rootfs,
      log: logTarget(deps.records.logPath(container.id), spec),
      stdin: spec.OpenStdin === true,
      stdinOnce: spec.StdinOnce === true,
    };
    const { result } = await deps.helper.requestWithDocument('create', params, config);
    container.cgroups = result.cgroups;
    await startCreated(deps, container, byPolicy);
  } catch (error) {
    await undo(deps, container);
    const fault = startFault(error);
    await releaseWaiters(container, fault);
    await deps.set.apply(container, { kind: 'start-failed', exitCode: exitCodeOf(error), error: fault.message });
    throw fault;
  }
}

async function startCreated(deps: Deps, container: Container, byPolicy: boolean): Promise<void> {
  const [watch] = await Promise.all([deps.helper.request('watch', { container: container.id }), releaseWaiters(container)]);
  try {
    const { result } = await deps.helper.request('start', { container: container.id });
    const health = healthPlan(container.record) === undefined ? undefined : STARTING;
    await deps.set.apply(container, { kind: 'started', pid: result.pid, at: result.startedAt ?? Date.now(), byPolicy, health });
  } catch (error) {
    watch.fds.forEach((fd) => closeSync(fd));
    throw error;
  }
  supervise(deps, container, new Socket({ fd: onlyFd(watch.fds), readable: true, writable: false }));
}

async function releaseWaiters(container: Container, error?: Error): Promise<void> {
  const waiters = [...container.attachWaiters];
  container.attachWaiters.clear();
  await Promise.all(waiters.map((waiter) => waiter(error)));
}

async function undo(deps: Deps, container: Container): Promise<void> {
  try {
    await deps.helper.request('delete', { container: container.id, force: true });
  } catch (error) {
    if (!(error instanceof HelperFault && error.code === 'not-found')) {
      deps.log.error(`container ${container.id}: cannot clean up after a failed start`, error);
    }
  }
}

/** Docker's codes: a command that is not there, one that cannot be executed, and everything else. */
function exitCodeOf(error: unknown): number {
  if (error instanceof HelperFault && error.code === 'command-not-found') return 127;
  if (error instanceof HelperFault && error.code === 'not-executable') return 126;
  return 128;
}

/** The docker command finds out its exit code from these words. */
function startFault(error: unknown): Fault {
  const words = `failed to create task for container: unable to start container process: ${messageOf(error)}`;
  if (error instanceof HelperFault && exitCodeOf(error) !== 128) return new Fault('invalid', words);
  if (error instanceof HelperFault)
    return new Fault(
      error.kind === 'not-found' ? 'internal' : error.kind,
      `failed to create task for container: ${error.message}`,
    );
  return error instanceof Fault ? error : new Fault('internal', messageOf(error));
}
