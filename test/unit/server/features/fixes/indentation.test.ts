import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TestClient } from '../../TestClient';
import { offered } from './offered';

const TABS = 'services:\n\tweb:\n\t\timage: nginx # not\ta tab to indent with\n';

test('indents a whole file with blanks instead of tabs', async () => {
  const mended = 'services:\n  web:\n    image: nginx # not\ta tab to indent with\n';
  assert.deepEqual(await offered(TABS, 'yaml-syntax'), [
    ['Indent with blanks instead of tabs', mended],
    ['Indent with blanks instead of tabs', mended],
  ]);
});

test('says nothing else of a file that is indented by tabs', async () => {
  const client = new TestClient();
  const found = await client.open(TABS);
  await client.close();
  assert.deepEqual(
    found.map(({ code }) => code),
    ['yaml-syntax', 'yaml-syntax'],
  );
});

test('indents a key of a service that stands beside it, with all that is below', async () =>
  assert.deepEqual(
    await offered('services:\n  web:\n  ports:\n    - "80:80"\n\n    - "81:81"\n  db: { image: x }\n', 'key-misplaced'),
    [['Indent ports', 'services:\n  web:\n    ports:\n      - "80:80"\n\n      - "81:81"\n  db: { image: x }\n']],
  ));
