import { readFileSync } from 'node:fs';
import type { HostFacts } from '../../../spec/host/HostFacts';
import { messageOf } from '../../faults';

const PARTS: readonly (keyof HostFacts)[] = [
  'kernel',
  'user',
  'cpus',
  'memory',
  'cgroup',
  'userNamespaces',
  'capabilities',
  'network',
];

/** The report of `bulkhead host --json`, made on the machine that the spec is for. */
export function readProfile(path: string): HostFacts {
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`the host profile ${path} cannot be read: ${messageOf(error)}`);
  }
  const facts = (report as { facts?: Partial<HostFacts> } | null)?.facts;
  const missing = PARTS.filter((part) => typeof facts?.[part] !== 'object');
  if (missing.length > 0)
    throw new Error(
      `${path} is no host profile (it lacks ${missing.join(', ')}): make one with 'bulkhead host --json > ${path}'`,
    );
  return facts as HostFacts;
}
