import { setTimeout as sleep } from 'node:timers/promises';
import { demultiplex } from '../../api/frames';
import type { Container } from '../containers/Container';
import type { ExecSet } from '../exec/ExecSet';
import { messageOf } from '../faults';
import type { HealthPlan } from './healthPlan';
import type { Probe } from './healthState';

/** As many bytes of a probe's output as Docker keeps. */
const MAX_OUTPUT_BYTES = 4096;
const TIMED_OUT = -1;

/** One exec in the container. A probe that cannot be executed has failed; one that takes too long is ended. */
export async function probe(execs: ExecSet, container: Container, plan: HealthPlan, signal: AbortSignal): Promise<Probe> {
  const start = Date.now();
  const finish = (exitCode: number, output: string): Probe => ({ start, end: Date.now(), exitCode, output });
  const exec = execs.create(container, {
    ...{ Cmd: plan.args, Env: [], WorkingDir: '', User: '', Privileged: false, Tty: false },
    ...{ AttachStdin: false, AttachStdout: true, AttachStderr: true },
  });
  try {
    const stream = await execs.start(exec);
    const chunks: Buffer[] = [];
    const ended = (async (): Promise<'ended'> => {
      for await (const { data } of demultiplex(stream)) if (Buffer.concat(chunks).length < MAX_OUTPUT_BYTES) chunks.push(data);
      await exec.ended;
      return 'ended';
    })();
    const done = new AbortController();
    const late = sleep(plan.timeoutMs, 'late' as const, { signal: AbortSignal.any([signal, done.signal]) }).catch(
      () => 'late' as const,
    );
    const outcome = await Promise.race([ended, late]);
    done.abort();
    if (outcome === 'late') {
      ended.catch(() => undefined);
      await execs.kill(exec);
      stream.destroy();
      return finish(TIMED_OUT, `Health check exceeded timeout (${String(plan.timeoutMs / 1000)}s)`);
    }
    return finish(exec.exitCode ?? TIMED_OUT, Buffer.concat(chunks).subarray(0, MAX_OUTPUT_BYTES).toString('utf8'));
  } catch (error) {
    return finish(exec.exitCode ?? TIMED_OUT, messageOf(error));
  }
}
