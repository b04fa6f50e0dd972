import { randomBytes } from 'node:crypto';
import { Socket } from 'node:net';
import { closeSync } from 'node:fs';
import { lines } from '../../api/lines';
import { possibleCapabilities } from '../../spec/oci/capabilityRows';
import type { OciProcess } from '../../spec/oci/OciConfig';
import type { Container } from '../containers/Container';
import type { Deps } from '../containers/Deps';
import { runtimeConfig } from '../containers/runtimeConfig';
import { isAlive } from '../containers/transition';
import { conflict, Fault, invalid, messageOf, notFound } from '../faults';
import { HelperFault } from '../helper/HelperFault';
import type { ExitStatus } from '../helper/protocol';
import { execProcess, type ExecOptions } from './execProcess';

export interface Exec {
  id: string;
  container: Container;
  options: ExecOptions;
  running: boolean;
  pid: number;
  exitCode: number | null;
  started: boolean;
  /** Settles when the exit code is known. */
  ended: Promise<void>;
}

/** A finished exec is remembered this long, so that its exit code can be asked for. */
const REMEMBER_MS = 10 * 60 * 1000;

/** Execs live in memory only, as Docker's do: the process belongs to the container, the handle to this engine. */
export class ExecSet {
  private readonly deps: Deps;
  private readonly execs = new Map<string, Exec>();

  constructor(deps: Deps) {
    this.deps = deps;
  }

  create(container: Container, options: ExecOptions): Exec {
    if (container.state.status === 'paused')
      throw conflict(`Container ${container.id} is paused, unpause the container before exec`);
    if (!isAlive(container.state)) throw conflict(`container ${container.id} is not running`);
    if (options.Cmd.length === 0) throw invalid('No exec command specified');
    const exec = {
      id: randomBytes(32).toString('hex'),
      container,
      options,
      running: false,
      pid: 0,
      exitCode: null,
      started: false,
      ended: Promise.resolve(),
    };
    this.execs.set(exec.id, exec);
    this.deps.set.announce(container, `exec_create: ${commandText(options)}`, { execID: exec.id });
    return exec;
  }

  get(id: string): Exec {
    const exec = this.execs.get(id);
    if (exec === undefined) throw notFound(`No such exec instance: ${id}`);
    return exec;
  }

  startable(id: string): Exec {
    const exec = this.get(id);
    if (exec.started) throw conflict(`Error: Exec command ${exec.id} has already run`);
    if (exec.container.state.status === 'paused')
      throw conflict(`Container ${exec.container.id} is paused, unpause the container before exec`);
    if (!isAlive(exec.container.state)) throw conflict(`Container ${exec.container.id} is not running`);
    return exec;
  }

  of(container: Container): string[] {
    return [...this.execs.values()].filter((exec) => exec.container === container && exec.running).map(({ id }) => id);
  }

  /** The attached stream, which ends after the last byte of output. */
  async start(exec: Exec, consoleSize?: { height: number; width: number }): Promise<Socket> {
    exec.started = true;
    const { fds, pid } = await this.run(exec, { ...(await this.processOf(exec)), consoleSize });
    const [attached, watch, ...more] = fds;
    if (attached === undefined || watch === undefined || more.length > 0) {
      fds.forEach((fd) => closeSync(fd));
      throw new Fault('internal', 'the helper did not send two descriptors for an exec');
    }
    Object.assign(exec, { running: true, pid });
    this.deps.set.announce(exec.container, `exec_start: ${commandText(exec.options)}`, { execID: exec.id });
    this.follow(exec, new Socket({ fd: watch, readable: true, writable: false }));
    return new Socket({ fd: attached, readable: true, writable: true, allowHalfOpen: true });
  }

  /** Ended by force; its exit code comes as that of any other. */
  async kill(exec: Exec): Promise<void> {
    if (!exec.running) return;
    await this.deps.helper.request('signal', { container: exec.container.id, exec: exec.id, signal: 9, all: false });
  }

  async resize(exec: Exec, rows: number, columns: number): Promise<void> {
    if (!exec.running) throw conflict(`exec ${exec.id} is not running`);
    await this.deps.helper.request('resize', { container: exec.container.id, exec: exec.id, rows, columns });
  }

  /** At the start and not before, as in Docker: a user who is not there is an exec that cannot be executed. */
  private async processOf(exec: Exec): Promise<OciProcess> {
    try {
      const { config, rootfs } = await runtimeConfig(this.deps, exec.container.record);
      if (config.process === undefined) throw new Fault('internal', 'the container has no process');
      const possible = possibleCapabilities(this.deps.facts(), this.deps.helper.hello.mode !== 'root');
      return execProcess(config.process, rootfs, exec.options, possible);
    } catch (error) {
      this.fail(exec, 126);
      throw error;
    }
  }

  private async run(exec: Exec, process: OciProcess): Promise<{ fds: number[]; pid: number }> {
    const params = { container: exec.container.id, exec: exec.id, stdin: exec.options.AttachStdin };
    try {
      const { result, fds } = await this.deps.helper.requestWithDocument('exec', params, process);
      return { fds, pid: result.pid };
    } catch (error) {
      this.fail(exec, error instanceof HelperFault && error.code === 'command-not-found' ? 127 : 126);
      throw new Fault('invalid', `OCI runtime exec failed: exec failed: unable to start container process: ${messageOf(error)}`);
    }
  }

  private fail(exec: Exec, exitCode: number): void {
    exec.exitCode = exitCode;
    this.forgetLater(exec);
  }

  private follow(exec: Exec, watch: Socket): void {
    const finish = (exitCode: number): void => {
      Object.assign(exec, { running: false, exitCode, pid: 0 });
      this.deps.set.announce(exec.container, 'exec_die', { execID: exec.id, exitCode: String(exitCode) });
      this.forgetLater(exec);
    };
    exec.ended = readExit(watch).then(finish, (error: unknown) => {
      this.deps.log.warn(`exec ${exec.id}: ${messageOf(error)}`);
      finish(137);
    });
  }

  private forgetLater(exec: Exec): void {
    setTimeout(() => this.execs.delete(exec.id), REMEMBER_MS).unref();
  }
}

/** As Docker writes it: a command without arguments ends in a space. */
function commandText({ Cmd: [program = '', ...args] }: ExecOptions): string {
  return `${program} ${args.join(' ')}`;
}

async function readExit(watch: Socket): Promise<number> {
  try {
    for await (const line of lines(watch)) {
      const message = JSON.parse(line) as { event: string } & ExitStatus;
      if (message.event === 'exit') return message.code;
    }
  } finally {
    watch.destroy();
  }
  throw new Error('its monitor ended without an exit status');
}
