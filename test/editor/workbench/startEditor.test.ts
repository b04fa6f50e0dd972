import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { launchChromium } from '../../../scripts/chromium.mjs';
import type { openCodeServer } from '../../../scripts/codeServer.mjs';
import { isEnabled, menuItem, openMenu, rowOf } from './contextMenu';

/** The editor that `npm start` opens, with its own profile and trust settings. */
suite('the editor of npm start', { timeout: 300_000 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'bulkhead-start-'));
  let editor: Awaited<ReturnType<typeof openCodeServer>>;

  before(async () => {
    cpSync(join(__dirname, '../../../samples/hello'), join(scratch, 'hello'), { recursive: true });
    process.env['XDG_DATA_HOME'] = join(scratch, 'share');
    process.env['BULKHEAD_DATA'] = join(scratch, 'data');
    process.env['BULKHEAD_RUN'] = join(scratch, 'run');
    // Its profile's place is read from the environment when it is loaded.
    const scripts = await import('../../../scripts/codeServer.mjs');
    editor = await scripts.openCodeServer(join(scratch, 'hello'));
  });
  after(async () => {
    editor.child.kill();
    await once(editor.child, 'exit');
    rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  });

  test('is closed to whoever has not the address with its token', async () => {
    const { origin } = new URL(editor.url);
    assert.equal((await fetch(origin)).status, 403);
  });

  test('offers Run Container without asking for trust', async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(120_000);
      await page.goto(editor.url);
      await rowOf(page, 'compose.yaml').click();
      // The lens is there when the extension is; a menu that opens before has no item of it.
      await page.locator('.codelens-decoration').first().waitFor();
      await openMenu(page, 'compose.yaml', 'Run Container');
      assert.ok(await isEnabled(await menuItem(page, 'Run Container')));
    } finally {
      await browser.close();
    }
  });
});
