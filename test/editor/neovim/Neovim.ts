import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../support/eventually';

const root = join(__dirname, '../../..');

/** The configuration people are told to write. */
function documentedInit(): string {
  const [, init] = /```lua\n([^]*?)```/.exec(readFileSync(join(root, 'docs/editors.md'), 'utf8')) ?? [];
  if (init === undefined) throw new Error('docs/editors.md has no configuration for Neovim');
  return init;
}

/** A Neovim with the built server on its path, driven from outside as by a person: by keys, and by what is then to be seen. */
export class Neovim {
  private readonly directory = mkdtempSync(join(tmpdir(), 'bulkhead-neovim-'));
  private readonly socket = join(this.directory, 'nvim.sock');
  private readonly child: ChildProcess;

  constructor(name: string, text: string) {
    const [file, init] = [join(this.directory, name), join(this.directory, 'init.lua')];
    writeFileSync(file, text);
    writeFileSync(init, documentedInit());
    this.child = spawn('nvim', ['--headless', '--listen', this.socket, '-u', init, '-i', 'NONE', '-n', file], {
      stdio: 'ignore',
      cwd: this.directory,
      env: { ...process.env, HOME: this.directory, PATH: `${join(root, 'dist')}:${process.env['PATH'] ?? ''}` },
    });
  }

  keys(text: string): void {
    this.remote('--remote-send', text);
  }

  /** The value of a Lua expression. */
  lua(expression: string): unknown {
    return JSON.parse(this.remote('--remote-expr', `json_encode(luaeval('${expression.replaceAll("'", "''")}'))`));
  }

  /** The value of a Lua expression, once there is one. */
  async seen<Value>(expression: string): Promise<Value> {
    return await eventually(() => {
      const value = this.lua(expression) as Value | null;
      if (value === null) throw new Error(`nothing yet: ${expression}`);
      return value;
    });
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill();
    await ended;
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  private remote(...parameters: string[]): string {
    const { status, stdout, stderr } = spawnSync('nvim', ['--server', this.socket, ...parameters], {
      encoding: 'utf8',
      timeout: 120_000,
    });
    // Which of the two the answer comes on differs between versions.
    if (status !== 0) throw new Error(`${stdout}${stderr}`);
    return `${stdout}${stderr}`;
  }
}
