import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MarkupContent } from 'vscode-languageserver/node';
import { atCursor } from '../TestClient';

const FILES = { '/project/compose.override.yaml': 'services:\n  db:\n    mem_limit: 1g\n' };

test('shows what each file of the project says of a service that is named', async () => {
  const hover = await atCursor(
    'services:\n  db:\n    image: x\n  web:\n    image: y\n    depends_on: [d|b]\n',
    (client, line, character) => client.hover(line, character),
    { files: FILES },
  );
  const { value } = hover?.contents as MarkupContent;
  const [, own, other] = /```yaml\n(.*?)```.*?compose\.override\.yaml:\n```yaml\n(.*?)```/s.exec(value) ?? [];
  assert.equal(own, 'db:\n  image: x\n');
  assert.equal(other, 'db:\n  mem_limit: 1g\n');
});
