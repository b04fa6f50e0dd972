import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import type { Diagnostic } from 'vscode-languageserver/node';
import { FILE_SNIPPETS } from '../../../../../server/features/completion/snippets/files';
import { PART_SNIPPETS } from '../../../../../server/features/completion/snippets/parts';
import { PROGRAM_SNIPPETS } from '../../../../../server/features/completion/snippets/programs';
import { SERVICE_SNIPPETS } from '../../../../../server/features/completion/snippets/services';
import type { Snippet } from '../../../../../server/features/completion/snippets/Snippet';
import { TestClient } from '../../TestClient';
import { chosen, complete, EDITOR } from './complete';

const SNIPPETS = [...FILE_SNIPPETS, ...SERVICE_SNIPPETS, ...PROGRAM_SNIPPETS, ...PART_SNIPPETS];
/** What this engine cannot do yet is no fault of what is written. */
const ENGINE = new Set(['key-unsupported', 'key-ignored', 'grant-unsupported']);

/** A file in which it may be chosen. */
function placeFor({ at, lines }: Snippet): string {
  const [section, ...rest] = at;
  if (section === undefined) return '|';
  if (section !== 'services') return `${section}:\n  |`;
  const keys = rest.slice(1).map((key, index) => `${' '.repeat(4 + 2 * index)}${key}:\n`);
  const needsOther = lines.join().includes('@service');
  const helper = '  db:\n    image: db:17\n    healthcheck:\n      test: ["CMD", "true"]\n';
  if (rest.length === 0) return `services:\n${needsOther ? helper : ''}  |`;
  return `services:\n${helper}  app:\n    image: app:1.0\n${keys.join('')}${' '.repeat(2 + 2 * rest.length)}|`;
}

async function problems(text: string): Promise<Diagnostic[]> {
  const files = { '/project/Dockerfile': 'FROM alpine:3.21\n', '/project/db-password.txt': '' };
  const client = new TestClient({ files });
  try {
    return await client.open(text);
  } finally {
    await client.close();
  }
}

for (const snippet of SNIPPETS)
  test(`writes nothing there is to say of with ${snippet.label}`, async () => {
    const text = await chosen(placeFor(snippet), snippet.label);
    assert.ok(text, 'is offered');
    const found = (await problems(`${text}\n`)).filter(
      ({ code, severity = 0 }) => severity <= DiagnosticSeverity.Warning && !ENGINE.has(String(code)),
    );
    assert.deepEqual(found, []);
  });

test('gives every snippet a label of its own', () =>
  assert.equal(new Set(SNIPPETS.map(({ label, at }) => `${at.join('.')} ${label}`)).size, SNIPPETS.length));

const DATA = '    - db-data:/var/lib/mysql';

test('defines at the end of the file what a service needs', async () => {
  const text = (await chosen('services:\n  |', 'mysql')) ?? '';
  assert.ok(text.includes(DATA));
  assert.ok(text.endsWith('\n\nvolumes:\n  db-data:'));
});

test('defines it below what follows the service', async () => {
  const text = (await chosen('services:\n  |\n  web:\n    image: x\n', 'mysql')) ?? '';
  assert.ok(text.endsWith('\n  web:\n    image: x\n\nvolumes:\n  db-data:\n'));
});

test('defines it in the section that is there', async () => {
  const text = (await chosen('volumes:\n  a:\nservices:\n  |', 'mysql')) ?? '';
  assert.ok(text.startsWith('volumes:\n  db-data:\n  a:\nservices:\n  db:\n'));
  assert.equal(text.split('volumes:').length, 3);
});

test('defines nothing that is defined', async () => {
  const text = (await chosen('volumes:\n  db-data:\nservices:\n  |', 'mysql')) ?? '';
  assert.equal(text.split('db-data:').length, 3);
});

test('has one place to fill in for a name and its definition', async () => {
  const text = (await chosen('services:\n  |', 'mysql', EDITOR)) ?? '';
  assert.ok(text.includes('    - ${9:db-data}:/var/lib/mysql'));
  assert.ok(text.endsWith('volumes:\n  ${9:db-data}:'));
  assert.ok(text.includes('\\${DB_PASSWORD:-${3:change-me}}'));
});

test('waits for a service that there is', async () => {
  const text = await chosen('services:\n  web: { image: x }\n  |', 'worker service');
  assert.match(text ?? '', /depends_on:\n {6}web:\n/);
});

test('finds a service by its name and by what it is', async () => {
  const item = (await complete('services:\n  |')).find(({ label }) => label === 'postgres');
  assert.equal(item?.filterText, 'db postgres');
});
