import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { isEnabled, menuItem } from './contextMenu';
import { Workbench } from './Workbench';

suite('a workspace that is not trusted', { timeout: 300_000 }, () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open({ trusted: false });
  });
  after(() => workbench.close());

  test('is read and checked', async () => {
    await workbench.page.getByText('Restricted Mode is intended').waitFor();
    writeFileSync(join(workbench.workspace, 'compose.yaml'), 'services:\n  hello:\n    imagee: x\n');
    await workbench.row('compose.yaml').click();
    await workbench.page.locator('.squiggly-error').first().waitFor();
  });

  test('runs nothing', async () => {
    await workbench.row('compose.yaml').click({ button: 'right' });
    assert.equal(await isEnabled(await menuItem(workbench.page, 'Run Container')), false);
    await workbench.screenshot('11-untrusted');
    await workbench.page.keyboard.press('Escape');
  });
});

suite('what cannot be run', { timeout: 300_000 }, () => {
  test('is said by name, with what to look at next', async () => {
    const workbench = await Workbench.open();
    try {
      writeFileSync(
        join(workbench.workspace, 'compose.yaml'),
        'services:\n  web:\n    image: bulkhead.local/host\n    command: [sleep, "9"]\n    ports: ["8080:80"]\n',
      );
      await workbench.row('compose.yaml').click();
      await workbench.page.locator('.codelens-decoration').first().waitFor();
      await workbench.choose('compose.yaml', 'Run Container');
      const notification = workbench.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: /ports?/ });
      await notification.getByRole('button', { name: 'Show Log' }).waitFor();
      assert.equal((await notification.innerText()).match(/ports cannot be honoured/g)?.length, 1);
      await workbench.screenshot('12-refused');
      await notification.getByRole('button', { name: 'What This Host Can Do' }).click();
      const report = workbench.page.frameLocator('iframe.webview').frameLocator('iframe[title]').locator('body');
      await report.getByRole('row', { name: /memory limits/ }).waitFor();
      await workbench.page.locator('.tab.active:not(.dirty)').filter({ hasText: 'What this host can do' }).waitFor();
      await workbench.screenshot('13-host');
    } finally {
      await workbench.close();
    }
  });

  test('without a helper: the engine says what is missing', async () => {
    const workbench = await Workbench.open({ env: { BULKHEAD_HELPER: '/nonexistent/bulkhead-helper' } });
    try {
      await workbench.row('compose.yaml').click();
      await workbench.page.locator('.codelens-decoration').first().waitFor();
      // The menu of the editor itself.
      await workbench.page.locator('.view-line').filter({ hasText: 'image:' }).click({ button: 'right' });
      await workbench.pick('Run Container');
      const notification = workbench.page
        .locator('.notifications-toasts .notification-list-item')
        .filter({ hasText: '/nonexistent/bulkhead-helper' });
      await notification.getByRole('button', { name: 'Show Log' }).waitFor();
      await workbench.screenshot('14-no-helper');
    } finally {
      await workbench.close();
    }
  });
});
