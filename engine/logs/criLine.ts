import { invalid } from '../faults';

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

const UNIX_TIME = /^(-?\d+)(?:\.(\d{1,9}))?$/;
const RFC_3339 = /^(\d{4}-\d\d-\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** Docker's `since` and `until`: Unix seconds, or RFC 3339 down to the day, here without a zone; both with up to nine decimals. `undefined` for none; else it is invalid. */
export function comparableTime(text: string | undefined): string | undefined {
  if (text === undefined || text === '' || text === '0') return undefined;
  const [, seconds, decimals] = UNIX_TIME.exec(text) ?? [];
  const [, day = '', hour = '00', minute = '00', second = '00', fraction = decimals ?? '', zone = ''] = RFC_3339.exec(text) ?? [];
  const time = new Date(seconds === undefined ? `${day}T${hour}:${minute}:${second}${zone}` : Number(seconds) * 1000);
  if (Number.isNaN(time.getTime()))
    throw invalid(`'${text}' is not a time: expected Unix seconds, or a time like 2026-01-31T13:05:00Z`);
  return `${time.toISOString().slice(0, 19)}.${fraction.padEnd(9, '0')}Z`;
}
