import type { Snippet } from './Snippet';

const file = (snippet: Omit<Snippet, 'at' | 'key'>): Snippet => ({ at: [], key: 'services', ...snippet });

/** Whole files to begin with. */
export const FILE_SNIPPETS: readonly Snippet[] = [
  file({
    label: 'project: one service',
    doc: 'A Compose file with one service.',
    lines: ['services:', '  ${1:app}:', '    image: ${2:app:1.0}', '    restart: unless-stopped'],
  }),
  file({
    label: 'project: web, database, cache',
    doc: 'A Compose file with a web service that waits for its database and uses a cache.',
    lines: [
      'services:',
      '  ${1:web}:',
      '    image: ${2:app:1.0}',
      '    restart: unless-stopped',
      '    ports:',
      '      - "${3:8080}:${4:3000}"',
      '    environment:',
      '      DATABASE_URL: postgres://app:\\${DB_PASSWORD:-${5:change-me}}@db/app',
      '      REDIS_URL: redis://cache:6379',
      '    depends_on:',
      '      db:',
      '        condition: service_healthy',
      '      cache:',
      '        condition: service_started',
      '  db:',
      '    image: postgres:17',
      '    restart: unless-stopped',
      '    environment:',
      '      POSTGRES_USER: app',
      '      POSTGRES_PASSWORD: \\${DB_PASSWORD:-${5:change-me}}',
      '    volumes:',
      '      - db-data:/var/lib/postgresql/data',
      '    healthcheck:',
      '      test: ["CMD-SHELL", "pg_isready -U app"]',
      '      interval: 5s',
      '      retries: 10',
      '  cache:',
      '    image: redis:7.4',
      '    restart: unless-stopped',
      '',
      'volumes:',
      '  db-data:',
    ],
  }),
];
