/** One way of doing the same thing, timed from its start to its end. */
export interface Way {
  name: string;
  run: () => Promise<void> | void;
}

/** Wall times in milliseconds, per way, in the order of the ways. */
type Times = Map<string, number[]>;

async function timeMs({ run }: Way): Promise<number> {
  const started = process.hrtime.bigint();
  await run();
  return Number(process.hrtime.bigint() - started) / 1e6;
}

/** Round by round, so that what slows the machine down slows all of them. The rounds to warm up, which come first, do not count. */
export async function runSideBySide(ways: Way[], rounds: number, warmUps = 1): Promise<Times> {
  const times: Times = new Map(ways.map(({ name }) => [name, []]));
  for (let round = 0; round < warmUps; round++) for (const way of ways) await timeMs(way);
  for (let round = 0; round < rounds; round++) for (const way of ways) times.get(way.name)?.push(await timeMs(way));
  return times;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/**
 * A Markdown table of medians, best times and the ratio of the medians to the named way's. `nothing` names the way that does all but the work itself:
 * then a second ratio is of what each takes beyond that.
 */
export function tableOf(times: Times, base: string, nothing?: string): string {
  const of = (name: string): number => median(times.get(name) ?? []);
  const spared = nothing !== undefined && times.has(nothing) ? of(nothing) : undefined;
  const rows = [...times].map(([name, all]) => {
    const middle = of(name);
    const ratios = [middle / of(base), ...(spared === undefined ? [] : [(middle - spared) / (of(base) - spared)])];
    return [name, middle.toFixed(1), Math.min(...all).toFixed(1), ...ratios.map((ratio) => ratio.toFixed(2))];
  });
  const head = ['way', 'median ms', 'best ms', 'ratio', ...(spared === undefined ? [] : ['ratio beyond the command'])];
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line), ''].join('\n');
}
