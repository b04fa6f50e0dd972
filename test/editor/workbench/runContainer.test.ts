import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { eventually } from '../support/eventually';
import { Workbench } from './Workbench';

/** The main job, as a newcomer does it, with the packed extension in a real workbench. */
suite('Run Container in the workbench', { timeout: 300_000 }, () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open();
  });
  after(() => workbench.close());

  const row = (text: string | RegExp) => workbench.page.locator('.monaco-list-row').filter({ hasText: text }).first();

  /** The menu opens with an animation, and a click during it is lost. */
  async function choose(item: string): Promise<void> {
    await workbench.page.locator('.context-view .action-item').first().waitFor();
    await workbench.page.waitForTimeout(500);
    await workbench.page.locator('.context-view .action-item').filter({ hasText: item }).first().click();
  }

  test('right-click on the file: Run Container starts it and its processes and limits appear', async () => {
    const file = row('compose.yaml');
    await file.waitFor();
    await file.click();
    await workbench.page.locator('.codelens-decoration').first().waitFor();
    await workbench.screenshot('1-spec');
    await file.click({ button: 'right' });
    await workbench.screenshot('2-context-menu');
    await choose('Run Container');
    await row('hello-hello-1').waitFor();
    await row(/sh -c echo Hello/).waitFor();
    const memory = await eventually(async () => {
      const text = await row(/^Memory/).innerText();
      return text.includes('of 64 MiB') ? text : undefined;
    });
    assert.match(memory, /\d of 64 MiB/);
    assert.match(await row(/^CPU/).innerText(), /of 0\.5 cores/);
    assert.match(await row(/^Pids/).innerText(), /\d+ of 50/);
    await workbench.screenshot('3-running');
    assert.match(workbench.bulkhead('ps'), /hello-hello-1/);
  });

  test('Namespaces: kind, inode, own or shared with the host', async () => {
    await row('Namespaces').click();
    const pid = row(/^pid/);
    await pid.waitFor();
    assert.match(await pid.innerText(), /\d+ +own/);
    assert.match(await row(/^user/).innerText(), /shared with the host/);
    await workbench.screenshot('4-namespaces');
    await row('Namespaces').click();
  });

  test('Logs follows the output in an editor terminal', async () => {
    await row('hello-hello-1').click({ button: 'right' });
    await workbench.screenshot('5-container-menu');
    await choose('Logs');
    const tab = workbench.page.locator('.tab').filter({ hasText: 'Logs: hello-hello-1' });
    await tab.waitFor();
    await workbench.page.locator('.xterm-rows').filter({ hasText: 'Hello from hello, process 1' }).waitFor();
    await workbench.screenshot('6-logs');
  });

  test('Stop ends it, and the view shows that', async () => {
    await row('hello-hello-1').click({ button: 'right' });
    await choose('Stop');
    await row(/hello-hello-1.*Exited/).waitFor();
    await workbench.screenshot('7-stopped');
    assert.doesNotMatch(workbench.bulkhead('ps'), /hello-hello-1/);
  });
});
