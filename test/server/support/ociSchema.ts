import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from './Random';

/** As much of JSON Schema as the schema of the runtime-spec uses. */
interface OciSchema {
  $ref?: string;
  type?: string;
  enum?: string[];
  pattern?: string;
  anyOf?: OciSchema[];
  allOf?: OciSchema[];
  properties?: Record<string, OciSchema>;
  patternProperties?: Record<string, OciSchema>;
  additionalProperties?: OciSchema;
  required?: string[];
  items?: OciSchema;
  minItems?: number;
  minimum?: number;
  maximum?: number;
}

const FOLDER = join(__dirname, '../schema/oci');

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
}

/** The official schema is spread over files: every reference replaced by what it stands for. */
export function ociSchema(): OciSchema {
  const inline = (value: unknown, file: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => inline(one, file));
    if (typeof value !== 'object' || value === null) return value;
    const { $ref } = value as { $ref?: unknown };
    if (typeof $ref === 'string') return resolve($ref, file);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inline(one, file)]));
  };
  const resolve = (reference: string, from: string): unknown => {
    const [name = '', pointer = ''] = reference.split('#');
    const file = name === '' ? from : name;
    const steps = pointer.split('/').filter(Boolean);
    const target = steps.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], read(file));
    return inline(target, file);
  };
  const schema = read('config-schema.json') as OciSchema & { $schema?: string };
  // Other systems are not ours, and the library does not know this draft by its address.
  for (const system of ['solaris', 'windows', 'vm', 'zos', 'freebsd']) Reflect.deleteProperty(schema.properties ?? {}, system);
  delete schema.$schema;
  return inline(schema, 'config-schema.json') as OciSchema;
}

/** Texts for the patterns of the schema, and for keys that it knows as "string" only. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  ociVersion: ['1.2.0', '1.0.2-dev'],
  pageSize: ['2MB', '1GB'],
  memBwSchema: ['MB:0=20'],
  initial: ['0-3', '1,2'],
  final: ['0'],
  access: ['rwm', 'r'],
};

/** A config the schema accepts, made by following it. */
export function makeConfig(schema: OciSchema, random: Random, path: readonly string[] = []): unknown {
  if (schema.anyOf) return makeConfig(random.pick(schema.anyOf), random, path);
  if (schema.allOf) {
    const parts = schema.allOf.map((one) => makeConfig(one, random, path) as object);
    return Object.assign({}, ...parts) as object;
  }
  if (schema.enum) return random.pick(schema.enum);
  const key = path.at(-1) ?? '';
  switch (schema.type) {
    case 'boolean':
      return random.chance(0.5);
    case 'integer': {
      const { minimum = -7, maximum = Infinity } = schema;
      return random.pick([Math.max(minimum, -7), 1, 3, 2e9].filter((value) => value >= minimum && value <= maximum));
    }
    case 'array': {
      const count = (schema.minItems ?? 0) + random.below(3);
      return Array.from({ length: count }, () => makeConfig(schema.items ?? {}, random, [...path, '0']));
    }
    case 'string': {
      if (schema.pattern === '^RLIMIT_[A-Z]+$') return 'RLIMIT_NOFILE';
      if (schema.pattern === '^[cbup]$') return random.pick(['c', 'b', 'u', 'p']);
      if (key === 'type' && path.includes('resources')) return random.pick(['a', 'b', 'c']);
      return random.pick(SAMPLES[key] ?? [`text${random.below(100)}`]);
    }
    default:
      return makeObject(schema, random, path);
  }
}

function makeObject(schema: OciSchema, random: Random, path: readonly string[]): object {
  const made: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(schema.properties ?? {}))
    if (schema.required?.includes(key) === true || random.chance(path.length === 0 ? 0.7 : 0.3))
      made[key] = makeConfig(one, random, [...path, key]);
  const free = schema.additionalProperties ?? Object.values(schema.patternProperties ?? {})[0];
  if (free)
    for (let index = random.below(3); index > 0; index--) made[`n${index}`] = makeConfig(free, random, [...path, `n${index}`]);
  return made;
}
