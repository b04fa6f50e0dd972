import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortCommands } from '../../../../engine/cli/commands';
import { ownInvocation } from '../../../../engine/cli/ownInvocation';
import { programFor, type AddCommand } from '../../../../engine/cli/runCommand';

test('each short command is found by its name, and makes no other that is not', () => {
  const made = (add: AddCommand): string[] => programFor(ownInvocation(), [add]).commands.map((command) => command.name());
  const all = [...new Set(shortCommands.values())].flatMap((add) => made(add));
  assert.deepEqual([...shortCommands.keys()].sort(), all.sort());
  for (const [name, add] of shortCommands) assert.ok(made(add).includes(name), name);
});
