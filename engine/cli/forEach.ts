import type { EngineClient } from '../../api/EngineClient';
import { messageOf } from '../faults';
import { ExitCode } from './ExitCode';
import type { Invocation } from './Invocation';

/** Prints what `act` gives for each name. One that fails does not keep the others from their turn. */
export async function forEach(
  { engine, stdout, stderr }: Invocation,
  names: string[],
  act: (client: EngineClient, name: string) => Promise<string>,
): Promise<void> {
  const client = await engine();
  let failed = false;
  for (const name of names) {
    try {
      stdout.write(`${await act(client, name)}\n`);
    } catch (error) {
      failed = true;
      stderr.write(`bulkhead: ${messageOf(error)}\n`);
    }
  }
  if (failed) throw new ExitCode(1);
}
