import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { eventually } from '../support/eventually';
import { openMenu } from './contextMenu';
import { Workbench } from './Workbench';

/** The main job, as a newcomer does it, with the packed extension in a real workbench. */
suite('Run Container in the workbench', { timeout: 600_000 }, () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open();
  });
  after(() => workbench.close());

  const row = (text: string | RegExp) => workbench.row(text);
  const onContainer = (title: string) => workbench.choose('hello-hello-1', title);

  /** On the host; 0 while it does not run. */
  function pid(): number {
    const [container] = JSON.parse(workbench.bulkhead('inspect', 'hello-hello-1')) as { State: { Pid: number } }[];
    return container?.State.Pid ?? 0;
  }

  test('right-click on the file: Run Container starts it and its processes and limits appear', async () => {
    const file = row('compose.yaml');
    await file.waitFor();
    await file.click();
    await workbench.page.locator('.codelens-decoration').first().waitFor();
    await workbench.screenshot('1-spec');
    await openMenu(workbench.page, 'compose.yaml', 'Run Container');
    await workbench.screenshot('2-context-menu');
    await workbench.pick('Run Container');
    await row('hello-hello-1').waitFor();
    await row(/^sh.*pid 1 \(host \d+\).*sh -c echo Hello/s).waitFor();
    for (const limit of [/^Memory.*\d of 64 MiB/s, /^CPU.*of 0\.5 cores/s, /^Pids.*\d of 50/s]) await row(limit).waitFor();
    await workbench.screenshot('3-running');
    assert.match(workbench.bulkhead('ps'), /hello-hello-1/);
  });

  test('Namespaces: kind, inode, own or shared with the host', async () => {
    await row('Namespaces').click();
    const pid = row(/^pid/);
    await pid.waitFor();
    assert.match(await pid.innerText(), /own +\d+/);
    assert.match(await row(/^user/).innerText(), /shared with the host/);
    await workbench.screenshot('4-namespaces');
    await row('Namespaces').click();
  });

  test('Logs follows the output in an editor terminal', async () => {
    await row('hello-hello-1').click({ button: 'right' });
    await workbench.screenshot('5-container-menu');
    await workbench.pick('Logs');
    const tab = workbench.page.locator('.tab').filter({ hasText: 'Logs: hello-hello-1' });
    await tab.waitFor();
    await workbench.page.locator('.xterm-rows').filter({ hasText: 'Hello from hello, process 1' }).waitFor();
    await workbench.screenshot('6-logs');
  });

  test('Shell is an interactive terminal in the container', async () => {
    await onContainer('Shell');
    const tab = workbench.page.locator('.tab').filter({ hasText: 'Shell: hello-hello-1' });
    await tab.waitFor();
    const screen = workbench.page.locator('.editor-instance .xterm-rows, .terminal-editor .xterm-rows').last();
    await screen.filter({ hasText: '#' }).waitFor();
    await workbench.page.keyboard.type('tty; echo "$GREETING from $(hostname), $((40 + 2))"\n');
    await screen.filter({ hasText: 'hello from hello, 42' }).waitFor();
    await screen.filter({ hasText: '/dev/pts/0' }).waitFor();
    await workbench.screenshot('7-shell');
    await workbench.page.keyboard.type('exit\n');
    await tab.waitFor({ state: 'detached' });
  });

  test('Pause and Resume', async () => {
    await onContainer('Pause');
    await row(/hello-hello-1.*Paused/).waitFor();
    assert.match(workbench.bulkhead('ps'), /\(Paused\)/);
    await onContainer('Resume');
    await row(/hello-hello-1(?!.*Paused)/).waitFor();
    assert.doesNotMatch(workbench.bulkhead('ps'), /\(Paused\)/);
  });

  test('Restart gives it a new process', async () => {
    const before = pid();
    await onContainer('Restart');
    await eventually(() => Promise.resolve(pid() > 0 && pid() !== before ? true : undefined));
  });

  test('goes on when the window is reloaded, and is shown again', async () => {
    const before = pid();
    await workbench.page.reload();
    await row(/^Memory.*of 64 MiB/).waitFor();
    assert.equal(pid(), before);
    await workbench.screenshot('8-reloaded');
  });

  test('Open Spec goes to the service in the file', async () => {
    await workbench.page.keyboard.press('Control+K');
    await workbench.page.keyboard.press('Control+W');
    await onContainer('Open Spec');
    await workbench.page.locator('.tab.active').filter({ hasText: 'compose.yaml' }).waitFor();
    await workbench.page.locator('#status\\.editor\\.selection, .statusbar-item').filter({ hasText: 'Ln 4,' }).first().waitFor();
  });

  test('a view that is hidden asks the engine for nothing', async () => {
    assert.ok(workbench.engineConnections() >= 2, 'events and samples are streams');
    await workbench.page.keyboard.press('Control+Shift+E');
    await row('compose.yaml').waitFor();
    await eventually(() => Promise.resolve(workbench.engineConnections() === 0 || undefined));
  });

  test('the lens above a service runs it anew, as its override file has it', async () => {
    const before = pid();
    writeFileSync(
      join(workbench.workspace, 'compose.override.yaml'),
      'services:\n  hello:\n    mem_limit: 48m\n    environment:\n      GREETING: hello over again\n',
    );
    // What an editor shows that is opened again may be what it remembers; it asks for lenses when it gets the focus.
    await workbench.page.keyboard.press('Control+1');
    await workbench.page.locator('.codelens-decoration a').filter({ hasText: 'Run Container' }).click();
    await row(/^Memory.*\d of 48 MiB/s).waitFor();
    assert.notEqual(pid(), before);
    assert.equal(workbench.bulkhead('exec', 'hello-hello-1', 'printenv', 'GREETING'), 'hello over again\n');
  });

  test('a typo is underlined with what was meant', async () => {
    // The view of the containers was looked at last.
    await workbench.page.keyboard.press('Control+1');
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.type('\n');
    await workbench.page.keyboard.press('Shift+Home');
    await workbench.page.keyboard.type('    comand: x');
    await workbench.page.locator('.squiggly-error, .squiggly-warning').first().waitFor();
    await workbench.page.keyboard.press('Control+Shift+M');
    const problem = workbench.page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'command' }).first();
    await problem.waitFor();
    assert.match(await problem.innerText(), /comand.*did you mean.*command/i);
    await workbench.screenshot('9-typo');
    await workbench.page.keyboard.press('Control+Shift+M');
  });

  test('Stop ends it, and the view shows that', async () => {
    await onContainer('Stop');
    await row(/hello-hello-1.*Exited/).waitFor();
    await workbench.screenshot('10-stopped');
    assert.doesNotMatch(workbench.bulkhead('ps'), /hello-hello-1/);
  });

  test('Start and Kill', async () => {
    await onContainer('Start');
    await row(/hello-hello-1.*Up/).waitFor();
    await onContainer('Kill');
    await row(/hello-hello-1.*Exited \(137\)/).waitFor();
  });

  test('Remove leaves nothing of it', async () => {
    await onContainer('Remove');
    await row('hello-hello-1').waitFor({ state: 'detached' });
    assert.equal(workbench.bulkhead('ps', '-a', '-q'), '');
  });

  test("the editor's own Node runs the engine without complaint", () => {
    assert.match(workbench.engineLog(), /engine listens on/);
    assert.doesNotMatch(workbench.engineLog(), /error|warn/i);
  });
});
