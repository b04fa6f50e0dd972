import type { Random } from './Random';

/** As much of JSON Schema as the Compose schema uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minimum?: number;
  definitions?: Record<string, Schema>;
}

/** Texts that fit what a key is about: the schema knows many only as "string". */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  restart: ['no', 'always', 'on-failure:3'],
  network_mode: ['host', 'none', 'service:n0'],
  pid: ['host'],
  ipc: ['host', 'private'],
  uts: ['host'],
  userns_mode: ['host'],
  hostname: ['web-1'],
  cpuset: ['0-3,6'],
  name: ['demo'],
  container_name: ['demo_1'],
  pull_policy: ['always', 'every_2d', 'missing'],
  propagation: ['rprivate', 'shared'],
  protocol: ['tcp', 'udp'],
  published: ['8080', '8000-8010'],
  permissions: ['rwm'],
  mode: ['0440'],
  gpus: ['all'],
  condition: ['any'],
  failure_action: ['pause'],
  endpoint_mode: ['vip'],
  count: ['all', '2'],
  stop_signal: ['SIGQUIT', 'TERM', '9', 'SIGRTMIN+3'],
  working_dir: ['/app', 'C:\\app'],
  mac_address: ['02:42:ac:11:00:02'],
  ipv4_address: ['172.28.0.10'],
  ipv6_address: ['2001:db8::10', '::ffff:10.0.0.1'],
  host_ip: ['127.0.0.1', '::'],
  subnet: ['172.28.0.0/16', 'fd00::/64'],
  ip_range: ['172.28.5.0/24'],
  gateway: ['172.28.0.1'],
  image: ['app:1', 'registry.local:5000/team/app@sha256:' + 'a'.repeat(64)],
  user: ['1000:1000', 'node'],
  dns: ['1.1.1.1'],
  tmpfs: ['/run'],
};
const LIST_SAMPLES: Readonly<Record<string, readonly string[]>> = {
  ports: ['8080:80', '127.0.0.1:53:53/udp', '9000-9001:90-91'],
  volumes: ['data:/data', './src:/src:ro', '/tmp', 'data:relative'],
  expose: ['80', '53/udp'],
  cap_add: ['NET_ADMIN', 'SYS_TIME'],
  device_cgroup_rules: ['c 189:* rmw'],
  environment: ['A=1', 'B', 'C=x=y', 'D = 1'],
  devices: ['/dev/fuse', '/dev/sda:/dev/xvda:r', 'vendor.example/class=one'],
  dns: ['1.1.1.1', '2606:4700:4700::1111'],
  extra_hosts: ['db=10.0.0.5', 'host.docker.internal:host-gateway', 'v6=[::1]'],
  link_local_ips: ['169.254.8.8'],
  security_opt: ['no-new-privileges:true', 'seccomp=unconfined', 'label=disable'],
  tmpfs: ['/run:size=64m', '/tmp'],
};
const BYTES = /^(mem_limit|mem_reservation|memswap|shm_size|size$|rate$|memory$)/;
const DURATIONS = /(interval|timeout|_period|delay|monitor|window|after)$/;
const NUMBERS =
  /^(cpus?|cpu_(count|percent|shares|quota|period|rt_.*)|scale|replicas|retries|pids(_limit)?|oom_score_adj|mem_swappiness|parallelism|max_.*|weight|target|hard|soft|priority|value)$/;
const BOOLEANS = ['true', 'false', 'yes'];

/** A document the schema accepts, made by following it. */
export class SchemaDocuments {
  private readonly schema: Schema;
  private readonly random: Random;

  constructor(schema: Schema, random: Random) {
    this.schema = schema;
    this.random = random;
  }

  make(): Record<string, unknown> {
    return this.value(this.schema, []) as Record<string, unknown>;
  }

  private value(given: Schema, path: readonly string[]): unknown {
    const schema = this.resolve(given);
    if (schema.enum) return this.random.pick(schema.enum);
    const types = [schema.type ?? []].flat();
    const type = this.random.pick(types.length > 0 ? types : ['string']);
    if (type === 'object') return this.object(schema, path);
    if (type === 'array') return this.list(schema, path);
    return this.scalar(type, types, path);
  }

  private resolve(schema: Schema): Schema {
    if (schema.$ref) return this.resolve(this.schema.definitions?.[schema.$ref.replace('#/definitions/', '')] ?? {});
    const choices = schema.oneOf ?? schema.anyOf;
    return choices ? this.resolve(this.random.pick(choices)) : schema;
  }

  private object(schema: Schema, path: readonly string[]): Record<string, unknown> {
    const share = path.length === 0 ? 0.6 : path.length === 2 ? 0.12 : 0.4;
    const made: Record<string, unknown> = {};
    for (const [key, one] of Object.entries(schema.properties ?? {}))
      if (schema.required?.includes(key) === true || this.random.chance(share)) made[key] = this.value(one, [...path, key]);
    for (const [pattern, one] of Object.entries(schema.patternProperties ?? {})) {
      if (pattern === '^x-') {
        if (this.random.chance(0.05)) made['x-more'] = { any: ['thing', 1] };
        continue;
      }
      for (let index = this.random.below(3); index > 0; index--) {
        const key = path.at(-1) === 'ulimits' ? this.random.pick(['nofile', 'nproc', 'core']) : `n${index}`;
        made[key] = this.value(one, [...path, key]);
      }
    }
    return made;
  }

  private list(schema: Schema, path: readonly string[]): unknown[] {
    const items = Array.from({ length: this.random.below(3) }, () => this.value(schema.items ?? {}, [...path, '0']));
    return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
  }

  private scalar(type: string, types: readonly string[], path: readonly string[]): unknown {
    if (type === 'null') return null;
    if (type === 'boolean') return this.random.chance(0.5);
    if (type === 'number' || type === 'integer') return this.number(path);
    if (types.includes('boolean') && (types.length === 2 || path.at(-1) === 'external')) return this.random.pick(BOOLEANS);
    return this.text(path);
  }

  private number(path: readonly string[]): number {
    const key = path.at(-1) ?? '';
    if (key === 'mode') return 288;
    if (key === 'weight') return 100;
    return this.random.pick([10, 20, 80]);
  }

  private text(path: readonly string[]): string {
    const isItem = path.at(-1) === '0';
    const key = (isItem ? path.at(-2) : path.at(-1)) ?? '';
    const owner = path.at(-2) ?? '';
    if (key === 'mode' && ['deploy', 'ports'].includes(path.at(-2) ?? '')) return owner === 'deploy' ? 'global' : 'host';
    if (key === 'mode' && path.at(-3) === 'ports') return 'host';
    if (key === 'condition' && owner === 'restart_policy') return 'on-failure';
    if (key === 'target' && path.includes('volumes')) return '/target';
    if (path.at(isItem ? -3 : -2) === 'extra_hosts') return '10.0.0.5';
    if (isItem) return this.random.pick(LIST_SAMPLES[key] ?? [`item${this.random.below(100)}`]);
    if (owner === 'ulimits' || owner === 'options' || owner === 'driver_opts') return '10';
    if (Object.hasOwn(SAMPLES, key)) return this.random.pick(SAMPLES[key] ?? []);
    if (BYTES.test(key)) return key === 'rate' ? '1024' : this.random.pick(['64m', '1gb', '1024']);
    if (NUMBERS.test(key)) return '10';
    if (DURATIONS.test(key)) return this.random.pick(['10s', '1m30s']);
    return `text${this.random.below(100)}`;
  }
}
