interface Snippet {
  label: string;
  doc: string;
  /** Path of the mapping it is written in; `*` is any name. */
  at: readonly string[];
  /** The key it begins with, when that can be there only once. */
  key?: string;
  /** `${1:name}` is filled in. */
  lines: readonly string[];
}

const SERVICE = ['services', '*'];

export const SNIPPETS: readonly Snippet[] = [
  {
    label: 'web service',
    doc: 'A service with a published port and a health check.',
    at: ['services'],
    lines: [
      '${1:web}:',
      '  image: ${2:nginx:1.27}',
      '  restart: unless-stopped',
      '  ports:',
      '    - "${3:8080}:${4:80}"',
      '  healthcheck:',
      '    test: ["CMD", "curl", "-fsS", "http://localhost:${4:80}/"]',
      '    interval: 30s',
      '    timeout: 5s',
      '    retries: 3',
      '    start_period: 10s',
    ],
  },
  {
    label: 'database service',
    doc: 'A database with its data in a volume, its password in a secret, and a health check others can wait for.',
    at: ['services'],
    lines: [
      '${1:db}:',
      '  image: ${2:postgres:17}',
      '  restart: unless-stopped',
      '  environment:',
      '    POSTGRES_PASSWORD_FILE: /run/secrets/${3:db-password}',
      '  secrets:',
      '    - ${3:db-password}',
      '  volumes:',
      '    - ${4:db-data}:/var/lib/postgresql/data',
      '  healthcheck:',
      '    test: ["CMD-SHELL", "pg_isready -U postgres"]',
      '    interval: 5s',
      '    retries: 10',
    ],
  },
  {
    label: 'cache service',
    doc: 'A cache in memory that is not allowed to grow.',
    at: ['services'],
    lines: [
      '${1:cache}:',
      '  image: ${2:redis:7}',
      '  command: ["redis-server", "--maxmemory", "${3:128}mb", "--maxmemory-policy", "allkeys-lru"]',
      '  mem_limit: ${4:192m}',
    ],
  },
  {
    label: 'worker service',
    doc: 'A service without ports that works after another one is healthy.',
    at: ['services'],
    lines: [
      '${1:worker}:',
      '  image: ${2:app}',
      '  command: ["${3:worker}"]',
      '  restart: on-failure',
      '  depends_on:',
      '    ${4:db}:',
      '      condition: service_healthy',
    ],
  },
  {
    label: 'one-off job',
    doc: 'A command that runs to its end before others start, as a migration does.',
    at: ['services'],
    lines: ['${1:migrate}:', '  image: ${2:app}', '  command: ["${3:migrate}"]', '  restart: "no"'],
  },
  {
    label: 'healthcheck',
    doc: 'A health check with a command.',
    at: SERVICE,
    key: 'healthcheck',
    lines: ['healthcheck:', '  test: ["CMD", "${1:true}"]', '  interval: ${2:30s}', '  timeout: ${3:5s}', '  retries: ${4:3}'],
  },
  {
    label: 'depends_on healthy',
    doc: 'Waits until another service is healthy.',
    at: SERVICE,
    key: 'depends_on',
    lines: ['depends_on:', '  ${1:db}:', '    condition: service_healthy'],
  },
  {
    label: 'limits',
    doc: 'Memory, CPU and processes of the service at most.',
    at: SERVICE,
    key: 'mem_limit',
    lines: ['mem_limit: ${1:256m}', 'cpus: ${2:0.5}', 'pids_limit: ${3:100}'],
  },
  {
    label: 'hardened',
    doc: 'No more rights than a plain program needs: nothing to write, no capabilities, no gain of rights.',
    at: SERVICE,
    key: 'read_only',
    lines: ['read_only: true', 'cap_drop:', '  - ALL', 'security_opt:', '  - no-new-privileges:true', 'tmpfs:', '  - ${1:/tmp}'],
  },
  {
    label: 'resources',
    doc: 'Limits and reservations.',
    at: [...SERVICE, 'deploy'],
    key: 'resources',
    lines: [
      'resources:',
      '  limits:',
      '    cpus: "${1:0.5}"',
      '    memory: ${2:256m}',
      '    pids: ${3:100}',
      '  reservations:',
      '    memory: ${4:64m}',
    ],
  },
  {
    label: 'bridge network',
    doc: 'A network with a subnet of its own.',
    at: ['networks'],
    lines: ['${1:front}:', '  driver: bridge', '  ipam:', '    config:', '      - subnet: ${2:172.28.0.0/16}'],
  },
  {
    label: 'internal network',
    doc: 'A network without a way out.',
    at: ['networks'],
    lines: ['${1:back}:', '  internal: true'],
  },
  {
    label: 'external network',
    doc: 'A network that exists already.',
    at: ['networks'],
    lines: ['${1:shared}:', '  external: true'],
  },
  { label: 'named volume', doc: 'A volume that the engine keeps.', at: ['volumes'], lines: ['${1:data}:'] },
  {
    label: 'external volume',
    doc: 'A volume that exists already.',
    at: ['volumes'],
    lines: ['${1:data}:', '  external: true'],
  },
  {
    label: 'secret from a file',
    doc: 'A file that is mounted at `/run/secrets/`.',
    at: ['secrets'],
    lines: ['${1:password}:', '  file: ${2:./password.txt}'],
  },
  {
    label: 'config from a file',
    doc: 'A file that is mounted in services.',
    at: ['configs'],
    lines: ['${1:settings}:', '  file: ${2:./settings.conf}'],
  },
];
