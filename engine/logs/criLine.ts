/** One line of a container's log file as the monitor writes it: `<time> stdout|stderr F|P <text>`. */
export interface LogEntry {
  /** RFC 3339 UTC with nine digits of fraction: such texts compare as times. */
  time: string;
  stream: 'stdout' | 'stderr';
  /** The container's line goes on in the next entry of the stream. */
  partial: boolean;
  text: Buffer;
}

const SPACE = 0x20;

/** `undefined`: not a line of ours, as after a crash of the machine in the middle of a write. */
export function parseCriLine(line: Buffer): LogEntry | undefined {
  const first = line.indexOf(SPACE);
  const second = line.indexOf(SPACE, first + 1);
  const third = line.indexOf(SPACE, second + 1);
  if (first < 0 || second < 0 || third < 0) return undefined;
  const stream = line.toString('latin1', first + 1, second);
  const tag = line.toString('latin1', second + 1, third);
  if ((stream !== 'stdout' && stream !== 'stderr') || (tag !== 'F' && tag !== 'P')) return undefined;
  return { time: fullTime(line.toString('latin1', 0, first)), stream, partial: tag === 'P', text: line.subarray(third + 1) };
}

function fullTime(text: string): string {
  const [whole = '', fraction = ''] = text.replace(/Z$/, '').split('.');
  return `${whole}.${fraction.padEnd(9, '0')}Z`;
}

/** Docker's `since` and `until`: Unix seconds with up to nine decimals, or RFC 3339. `undefined` for none. */
export function comparableTime(text: string | undefined): string | undefined {
  if (text === undefined || text === '' || text === '0') return undefined;
  const [, seconds, fraction = ''] = /^(\d+)(?:\.(\d{1,9}))?$/.exec(text) ?? [];
  const date = seconds === undefined ? new Date(text) : new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return undefined;
  if (seconds === undefined) return fullTime(date.toISOString());
  return `${date.toISOString().slice(0, 19)}.${fraction.padEnd(9, '0')}Z`;
}
