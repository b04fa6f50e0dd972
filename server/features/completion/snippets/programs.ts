import { volume } from './Snippet';
import type { Snippet } from './Snippet';

interface Program {
  name: string;
  doc: string;
  image: string;
  /** Further lines of the service. */
  lines: readonly string[];
  /** Name of a volume and where it is mounted. */
  data?: readonly [name: string, path: string];
  /** A command in the container that fails as long as the program does not work. */
  test?: string;
}

/** Programs that projects are often made of; each works as it stands. */
function program(label: string, { name, doc, image, lines, data, test }: Program): Snippet {
  const place = data && `\${9:${data[0]}}`;
  return {
    label,
    doc,
    at: ['services'],
    lines: [
      `\${1:${name}}:`,
      `  image: \${2:${image}}`,
      '  restart: unless-stopped',
      ...lines.map((line) => `  ${line}`),
      ...(data ? ['  volumes:', `    - ${place}:${data[1]}`] : []),
      ...(test === undefined ? [] : ['  healthcheck:', `    test: ${test}`, '    interval: 10s', '    retries: 5']),
    ],
    ...(place === undefined ? {} : { needs: [volume(place)] }),
  };
}

export const PROGRAM_SNIPPETS: readonly Snippet[] = [
  program('postgres', {
    name: 'db',
    doc: 'PostgreSQL; other services find it at `db:5432`.',
    image: 'postgres:17',
    lines: [
      'environment:',
      '  POSTGRES_USER: ${3:app}',
      '  POSTGRES_PASSWORD: \\${DB_PASSWORD:-${4:change-me}}',
      '  POSTGRES_DB: ${5:app}',
    ],
    data: ['db-data', '/var/lib/postgresql/data'],
    test: '["CMD-SHELL", "pg_isready -U ${3:app} -d ${5:app}"]',
  }),
  program('mysql', {
    name: 'db',
    doc: 'MySQL; other services find it at `db:3306`.',
    image: 'mysql:8.4',
    lines: ['environment:', '  MYSQL_ROOT_PASSWORD: \\${DB_PASSWORD:-${3:change-me}}', '  MYSQL_DATABASE: ${4:app}'],
    data: ['db-data', '/var/lib/mysql'],
    test: '["CMD", "mysqladmin", "ping", "-h", "127.0.0.1"]',
  }),
  program('mariadb', {
    name: 'db',
    doc: 'MariaDB; other services find it at `db:3306`.',
    image: 'mariadb:11.4',
    lines: ['environment:', '  MARIADB_ROOT_PASSWORD: \\${DB_PASSWORD:-${3:change-me}}', '  MARIADB_DATABASE: ${4:app}'],
    data: ['db-data', '/var/lib/mysql'],
    test: '["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"]',
  }),
  program('mongodb', {
    name: 'mongo',
    doc: 'MongoDB; other services find it at `mongo:27017`.',
    image: 'mongo:8.0',
    lines: [
      'environment:',
      '  MONGO_INITDB_ROOT_USERNAME: ${3:root}',
      '  MONGO_INITDB_ROOT_PASSWORD: \\${MONGO_PASSWORD:-${4:change-me}}',
    ],
    data: ['mongo-data', '/data/db'],
    test: '["CMD", "mongosh", "--quiet", "--eval", "db.adminCommand(\'ping\')"]',
  }),
  program('redis', {
    name: 'redis',
    doc: 'Redis that keeps what it knows; other services find it at `redis:6379`.',
    image: 'redis:7.4',
    lines: ['command: ["redis-server", "--appendonly", "yes"]'],
    data: ['redis-data', '/data'],
    test: '["CMD", "redis-cli", "ping"]',
  }),
  program('valkey', {
    name: 'valkey',
    doc: 'Valkey, which speaks as Redis does; other services find it at `valkey:6379`.',
    image: 'valkey/valkey:8.0',
    lines: ['command: ["valkey-server", "--appendonly", "yes"]'],
    data: ['valkey-data', '/data'],
    test: '["CMD", "valkey-cli", "ping"]',
  }),
  program('rabbitmq', {
    name: 'queue',
    doc: 'RabbitMQ with its pages at port 15672; other services find it at `queue:5672`.',
    image: 'rabbitmq:4-management',
    lines: [
      'environment:',
      '  RABBITMQ_DEFAULT_USER: ${3:app}',
      '  RABBITMQ_DEFAULT_PASS: \\${QUEUE_PASSWORD:-${4:change-me}}',
      'ports:',
      '  - "127.0.0.1:15672:15672"',
    ],
    data: ['queue-data', '/var/lib/rabbitmq'],
    test: '["CMD", "rabbitmq-diagnostics", "-q", "ping"]',
  }),
  program('elasticsearch', {
    name: 'search',
    doc: 'Elasticsearch of one node, without logins; other services find it at `search:9200`.',
    image: 'docker.elastic.co/elasticsearch/elasticsearch:8.17.0',
    lines: [
      'environment:',
      '  discovery.type: single-node',
      '  xpack.security.enabled: "false"',
      '  ES_JAVA_OPTS: -Xms${3:512m} -Xmx${3:512m}',
    ],
    data: ['search-data', '/usr/share/elasticsearch/data'],
    test: '["CMD", "curl", "-fsS", "http://localhost:9200/_cluster/health"]',
  }),
  program('nginx', {
    name: 'web',
    doc: 'nginx, which serves the files of a directory.',
    image: 'nginx:1.27-alpine',
    lines: ['ports:', '  - "${3:8080}:80"', 'volumes:', '  - ${4:./public}:/usr/share/nginx/html:ro'],
    test: '["CMD", "wget", "-q", "--spider", "http://localhost/"]',
  }),
  program('caddy', {
    name: 'proxy',
    doc: 'Caddy in front of another service, with certificates of its own.',
    image: 'caddy:2',
    lines: [
      'command: caddy reverse-proxy --from ${3:localhost} --to ${4:app:3000}',
      'ports:',
      '  - "80:80"',
      '  - "443:443"',
      '  - "443:443/udp"',
    ],
    data: ['proxy-data', '/data'],
  }),
  program('grafana', {
    name: 'grafana',
    doc: 'Grafana with its pages at port 3000.',
    image: 'grafana/grafana:11.4.0',
    lines: ['ports:', '  - "127.0.0.1:${3:3000}:3000"'],
    data: ['grafana-data', '/var/lib/grafana'],
  }),
  program('prometheus', {
    name: 'prometheus',
    doc: 'Prometheus with its pages at port 9090.',
    image: 'prom/prometheus:v3.1.0',
    lines: ['ports:', '  - "127.0.0.1:${3:9090}:9090"'],
    data: ['prometheus-data', '/prometheus'],
    test: '["CMD", "wget", "-q", "--spider", "http://localhost:9090/-/healthy"]',
  }),
  program('mailpit', {
    name: 'mail',
    doc: 'Mailpit, which takes all mail and shows it at port 8025; other services send to `mail:1025`.',
    image: 'axllent/mailpit:v1.21',
    lines: ['ports:', '  - "127.0.0.1:${3:8025}:8025"'],
  }),
  program('adminer', {
    name: 'adminer',
    doc: 'Adminer, pages for databases, at port 8080.',
    image: 'adminer:5',
    lines: ['ports:', '  - "127.0.0.1:${3:8080}:8080"'],
  }),
];
