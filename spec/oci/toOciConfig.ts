import type { Problem } from '../Problem';
import { CONVERSION_ROWS, ENGINE_KEYS, REFUSED_KEYS } from './containerSpecTable';
import { mergeFragment } from './mergeFragment';
import { createContext } from './OciContext';
import type { OciContext } from './OciContext';
import type { OciConfig } from './OciConfig';
import type { OciInput, OciResult } from './OciInput';

const KNOWN_KEYS = new Set([...CONVERSION_ROWS.flatMap(({ keys }) => keys), ...ENGINE_KEYS]);

/** Keys of which only the default can be had: a Docker client sends the default by name. */
const DEFAULT_ONLY: Readonly<Record<string, readonly string[]>> = {
  Runtime: ['bulkhead', 'runc'],
  Isolation: ['default'],
  Cgroup: [],
};

/** Docker's clients send every key; one with Go's zero value asks for nothing. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function refuseUnknownKeys({ input, report }: OciContext): void {
  const groups: [string, object][] = [
    ['', input.spec],
    ['HostConfig.', input.spec.HostConfig ?? {}],
  ];
  for (const [prefix, group] of groups) {
    for (const [key, value] of Object.entries(group)) {
      if (isEmpty(value) || KNOWN_KEYS.has(key)) continue;
      const reason = REFUSED_KEYS[key];
      if (reason) report('key-unsupported', prefix + key, `${key} cannot be honoured: ${reason}.`);
      else if (!(key in DEFAULT_ONLY))
        report('key-unknown', prefix + key, `Key ${key} is not known to this engine and has no effect.`, 'warning');
    }
  }
  checkDefaultsOnly({ input, report });
}

function checkDefaultsOnly({ input, report }: Pick<OciContext, 'input' | 'report'>): void {
  const hostConfig: Record<string, unknown> = { ...input.spec.HostConfig };
  for (const [key, allowed] of Object.entries(DEFAULT_ONLY)) {
    const value = hostConfig[key];
    if (typeof value === 'string' && value !== '' && !allowed.includes(value))
      report('key-unsupported', `HostConfig.${key}`, `${key} '${value}' is not available on this engine: leave it out.`);
  }
}

/**
 * What a container is to be, as the OCI runtime-spec says it. Pure: the same input gives the same config. The rows of
 * `containerSpecTable.ts` are the documentation of which key ends where; `x-oci` is merged over at the end.
 */
export function toOciConfig(input: OciInput): OciResult {
  const context = createContext(input);
  refuseUnknownKeys(context);
  for (const row of CONVERSION_ROWS) row.apply(context);
  const { config, problems } = context;
  config.process.terminal = input.spec.Tty === true;
  config.linux.cgroupsPath = input.cgroupsPath;
  const annotations = context.hostConfig.Annotations;
  if (annotations && Object.keys(annotations).length > 0) config.annotations = { ...annotations };
  const fragment = input.spec['x-oci'];
  if (!fragment) return { config, problems };
  return { config: mergeFragment(config, fragment) as OciConfig, problems: [...problems, ...checkFragment(input)] };
}

const FRAGMENT_KEYS = ['process', 'root', 'hostname', 'domainname', 'mounts', 'annotations', 'linux'];

/** Hooks are programs run on the host by whoever runs the helper, so a spec from a workspace never brings any. */
function checkFragment(input: OciInput): Problem[] {
  const problems: Problem[] = [];
  for (const key of Object.keys(input.spec['x-oci'] ?? {})) {
    if (FRAGMENT_KEYS.includes(key)) continue;
    const message =
      key === 'hooks'
        ? 'x-oci: hooks run programs on the host and are not taken from a spec.'
        : `x-oci: '${key}' is not a key of the OCI config; expected ${FRAGMENT_KEYS.join(', ')}.`;
    problems.push({
      code: key === 'hooks' ? 'oci-hooks-refused' : 'oci-key-unknown',
      severity: 'error',
      message,
      path: ['x-oci', key],
    });
  }
  return problems;
}
