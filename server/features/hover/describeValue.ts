import { dirname, isAbsolute, resolve } from 'node:path';
import { alternatives } from '../../../spec/compose/check/checkProjectTree';
import { parsePort } from '../../../spec/compose/shortForms/parsePort';
import { parseVolume } from '../../../spec/compose/shortForms/parseVolume';
import { parseBytes, parseDuration, parseFileMode, parseInteger, parseNumber } from '../../../spec/compose/units';
import type { KeySpec, ValueType } from '../../../spec/compose/vocabulary/ValueType';
import { explainWord, isWordKind } from '../../../spec/words/explainWord';
import type { LocatedScalar } from '../../../spec/yaml/Located';
import type { SpecDocument } from '../../documents/SpecDocument';
import { meaningOf } from '../completion/documentation';
import { humanBytes } from './humanBytes';

function mode(bits: number): string {
  const letters = [6, 3, 0].map((shift) => {
    const three = (bits >> shift) & 7;
    return `${three & 4 ? 'r' : '-'}${three & 2 ? 'w' : '-'}${three & 1 ? 'x' : '-'}`;
  });
  return `\`${letters.join('')}\``;
}

function port(node: LocatedScalar): string | undefined {
  const parsed = parsePort(node);
  const [first] = typeof parsed === 'string' ? [] : parsed;
  if (!first) return undefined;
  const { published, hostIp, target, protocol } = first;
  const from = published === undefined ? 'any free port' : `port ${published}`;
  return `${from} of ${hostIp ?? 'all addresses'} of the host, to port ${target}/${protocol} of the container`;
}

function volume(node: LocatedScalar, { path, env }: SpecDocument): string | undefined {
  const parsed = parseVolume(node);
  if (typeof parsed === 'string') return undefined;
  const { type, source, target, readOnly } = parsed;
  const home = source?.replace(/^~(?=\/|$)/, env['HOME'] ?? '~');
  const what =
    type === 'bind'
      ? `\`${resolve(dirname(path), home ?? '')}\` of the host`
      : source === undefined
        ? 'a volume without a name'
        : `volume \`${source}\``;
  return `${what} at \`${target}\`${readOnly ? ', read-only' : ''}`;
}

/** A value in the unit of the kernel or the engine, by its type. */
function byType(node: LocatedScalar, type: ValueType, document: SpecDocument): string | undefined {
  const text = String(node.value);
  switch (type.kind) {
    case 'bytes': {
      const bytes = parseBytes(text);
      return bytes === undefined ? undefined : `${bytes} bytes${bytes < 1024 ? '' : ` (${humanBytes(bytes)})`}`;
    }
    case 'duration': {
      const nanoseconds = parseDuration(text);
      return nanoseconds === undefined ? undefined : `${nanoseconds / 1e9} s`;
    }
    case 'fileMode': {
      const bits = parseFileMode(node.source);
      return bits === undefined ? undefined : mode(bits);
    }
    case 'port':
      return port(node);
    case 'volume':
      return volume(node, document);
    case 'string': {
      const isPath = type.source === 'file' || type.source === 'directory' || type.source === 'path';
      return isPath && text !== '' && !isAbsolute(text) && !/^~|:/.test(text)
        ? `\`${resolve(dirname(document.path), text)}\``
        : undefined;
    }
    default:
      return undefined;
  }
}

const PERIOD = 100_000;
const weight = (value: number, min: number, max: number): number =>
  1 + Math.floor(((Math.min(Math.max(value, min), max) - min) * 9999) / (max - min));

/** Values that the kernel takes in another form than the spec has them, by the file they end in. */
const BY_FILE: readonly [isMeant: (spec: KeySpec, key: string) => boolean, shown: (value: number) => string | undefined][] = [
  [(_, key) => key === 'cpus', (value) => `${Math.round(value * PERIOD)} µs of every ${PERIOD} µs`],
  [
    ({ kernel }) => kernel?.v2 === 'cpu.weight',
    (value) => (value < 2 ? undefined : `weight ${weight(value, 2, 262_144)} on cgroup v2`),
  ],
  [
    ({ kernel }, key) => key === 'weight' && kernel?.v2?.startsWith('io.weight') === true,
    (value) => (value < 10 ? undefined : `weight ${weight(value, 10, 1000)} on cgroup v2`),
  ],
  [
    ({ type, kernel }) => type.kind === 'integer' && /^memory\.(max|low|swap)/.test(kernel?.v2 ?? ''),
    (value) => (value < 1024 ? undefined : humanBytes(value)),
  ],
  [
    ({ type, kernel }) => type.kind !== 'either' && kernel?.v1 === 'cpu.cfs_quota_us',
    (value) => (value > 0 ? `${value / PERIOD} cores at the usual period` : undefined),
  ],
];

function byFile(text: string, spec: KeySpec | undefined, key: string): string | undefined {
  const value = parseInteger(text) ?? parseNumber(text);
  const row = spec && BY_FILE.find(([isMeant]) => isMeant(spec, key));
  return row && value !== undefined ? row[1](value) : undefined;
}

/** A sentence about a name of the kernel, or about one value of an enumeration. */
function meaning(text: string, type: ValueType): string | undefined {
  const known = meaningOf(type, text);
  if (known !== undefined) return known;
  for (const option of alternatives(type))
    if (option.kind === 'string' && option.source !== undefined && isWordKind(option.source)) {
      const [name = ''] = option.source === 'sysctl' ? text.split('=') : [text];
      return explainWord(option.source, name);
    }
  return undefined;
}

/** What a value means and comes to. */
export function describeValue(
  node: LocatedScalar,
  { type, spec }: { type: ValueType; spec?: KeySpec },
  key: string,
  document: SpecDocument,
): string | undefined {
  if (node.value === null || node.hasUnsetVariable) return undefined;
  const text = String(node.value);
  const said = meaning(text, type);
  if (said !== undefined) return `\`${text}\`: ${said}`;
  const shown =
    byFile(text, spec, key) ??
    alternatives(type)
      .map((option) => byType(node, option, document))
      .find((one) => one !== undefined);
  const written = node.isInterpolated ? text : node.source;
  return shown === undefined ? undefined : `\`${written}\` is ${shown}.`;
}
