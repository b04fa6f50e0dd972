import { logFault } from '../../spec/container/logFault';
import type { ContainerSpec } from '../../spec/container/ContainerSpec';
import { invalid } from '../faults';
import type { LogTarget } from '../helper/protocol';

const DEFAULT_MAX_BYTES = 20 * 1024 * 1024;
const DEFAULT_MAX_FILES = 5;
const UNITS: Record<string, number> = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Docker's `max-size` and `max-file`; without them a container cannot fill the disk. `none` keeps no log. */
export function logTarget(path: string, spec: ContainerSpec): LogTarget | undefined {
  const { Type: driver = '', Config: options = {} } = spec.HostConfig?.LogConfig ?? {};
  const fault = logFault(driver, Object.keys(options));
  if (fault) throw invalid(fault.message);
  if (driver === 'none') return undefined;
  return { path, maxSize: maxBytes(options['max-size']), maxFiles: maxFiles(options['max-file']) };
}

function maxBytes(text: string | undefined): number {
  if (text === undefined) return DEFAULT_MAX_BYTES;
  if (text === '-1') return 0;
  const [, digits, unit] = /^(\d+)([bkmg]?)b?$/i.exec(text) ?? [];
  if (digits === undefined || unit === undefined) throw invalid(`log opt max-size: "${text}" is not a size like 10m`);
  return Number(digits) * (UNITS[unit.toLowerCase()] ?? 1);
}

function maxFiles(text: string | undefined): number {
  if (text === undefined) return DEFAULT_MAX_FILES;
  if (!/^[1-9]\d{0,2}$/.test(text)) throw invalid(`log opt max-file: "${text}" is not a number from 1 to 999`);
  return Number(text);
}
