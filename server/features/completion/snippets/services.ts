import { secret, volume } from './Snippet';
import type { Snippet } from './Snippet';

const service = (snippet: Omit<Snippet, 'at'>): Snippet => ({ at: ['services'], ...snippet });

/** What services are for, whatever program does it. */
export const SERVICE_SNIPPETS: readonly Snippet[] = [
  service({
    label: 'service',
    doc: 'A service from an image that is there.',
    lines: ['${1:app}:', '  image: ${2:app:1.0}', '  restart: unless-stopped'],
  }),
  service({
    label: 'web service',
    doc: 'A service with a published port and a health check.',
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
  }),
  service({
    label: 'built service',
    doc: 'A service whose image is built here, and which follows changes of its files.',
    lines: [
      '${1:app}:',
      '  build:',
      '    context: ${2:.}',
      '  image: ${1:app}:dev',
      '  ports:',
      '    - "${3:3000}:${3:3000}"',
      '  develop:',
      '    watch:',
      '      - action: sync',
      '        path: ${4:.}',
      '        target: ${5:/app}',
    ],
  }),
  service({
    label: 'database service',
    doc: 'A database with its data in a volume, its password in a secret, and a health check others can wait for.',
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
    needs: [volume('${4:db-data}'), secret('${3:db-password}', './${3:db-password}.txt')],
  }),
  service({
    label: 'cache service',
    doc: 'A cache in memory that is not allowed to grow.',
    lines: [
      '${1:cache}:',
      '  image: ${2:redis:7}',
      '  command: ["redis-server", "--maxmemory", "${3:128}mb", "--maxmemory-policy", "allkeys-lru"]',
      '  mem_limit: ${4:192m}',
    ],
  }),
  service({
    label: 'worker service',
    doc: 'A service without ports that works after another one is healthy.',
    lines: [
      '${1:worker}:',
      '  image: ${2:app}',
      '  command: ["${3:worker}"]',
      '  restart: on-failure',
      '  depends_on:',
      '    ${4:@service}:',
      '      condition: service_healthy',
    ],
  }),
  service({
    label: 'one-off job',
    doc: 'A command that runs to its end before others start, as a migration does.',
    lines: ['${1:migrate}:', '  image: ${2:app}', '  command: ["${3:migrate}"]', '  restart: "no"'],
  }),
];
