import assert from 'node:assert/strict';
import { EngineClient } from '../../../api/EngineClient';
import type { TestEngine } from './TestEngine';
import { until } from '../../support/until';

interface Stats {
  cpu_stats: { cpu_usage: { total_usage: number }; throttling_data: { throttled_periods: number } };
}

const PERIODS = 10;
/** Half a core's in each of them. */
const QUOTA_NS = 50e6;

/**
 * Cores used by a container that would take more than its half one, by the engine's figures. It is watched until the kernel has held it back often
 * enough: on a machine however busy, it has then had in these periods what the limit gives.
 */
export async function limitedUse(engine: TestEngine, name: string): Promise<number> {
  const client = new EngineClient(engine.socket);
  const query = { stream: 0, 'one-shot': 1 };
  const read = async () => (await client.json<Stats>('GET', `/containers/${name}/stats`, { query })).cpu_stats;
  const started = process.hrtime.bigint();
  const first = await read();
  let last = first;
  await until(async () => {
    last = await read();
    return last.throttling_data.throttled_periods - first.throttling_data.throttled_periods >= PERIODS;
  });
  const usedNs = last.cpu_usage.total_usage - first.cpu_usage.total_usage;
  assert.ok(usedNs > (PERIODS * QUOTA_NS) / 2, `used ${usedNs} ns`);
  // This clock has gone on for longer than the container was watched.
  return usedNs / Number(process.hrtime.bigint() - started);
}
