import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instruction } from '../../../../../spec/dockerfile/Dockerfile';
import { parseDockerfile } from '../../../../../spec/dockerfile/parse/parseDockerfile';

const instructionsOf = (text: string): Instruction[] => parseDockerfile(text).instructions;

test('joins lines, and leaves comments and empty lines between them out', () => {
  const text = 'FROM a\nRUN one \\\n  # a comment\n\n  two \\  \nthree\nRUN four\n';
  const [, run, next] = instructionsOf(text);
  assert.deepEqual(
    run?.words.map((word) => word.text),
    ['one', 'two', 'three'],
  );
  assert.deepEqual(
    run.words.map(({ range }) => text.slice(...range)),
    ['one', 'two', 'three'],
  );
  assert.equal(text.slice(...run.range), 'RUN one \\\n  # a comment\n\n  two \\  \nthree');
  assert.equal(next?.words[0]?.text, 'four');
});

test('takes the escape character from its directive', () => {
  const [, run] = instructionsOf('# escape=`\nFROM a\nRUN dir `\n  C:\\\n');
  assert.deepEqual(
    run?.words.map((word) => word.text),
    ['dir', 'C:\\'],
  );
});

test('ends directives at the first line that is none', () => {
  assert.deepEqual(parseDockerfile('# a comment\n# escape=`\n').directives, []);
  assert.deepEqual(
    parseDockerfile('#syntax = a/b:1\n# other=x\n# escape=`\n').directives.map(({ name, value }) => [name, value]),
    [
      ['syntax', 'a/b:1'],
      ['escape', '`'],
    ],
  );
});

test('reads heredocs in turn, with tabs and in quotes', () => {
  const text = 'FROM a\nRUN <<ONE cat <<-"T W"\nFROM b\nONE\n\tx\n\tT W\nUSER u\n';
  const [, run, user] = instructionsOf(text);
  assert.deepEqual(
    run?.heredocs.map(({ name, body, terminator }) => [name, text.slice(...body), terminator && text.slice(...terminator)]),
    [
      ['ONE', 'FROM b', 'ONE'],
      ['T W', '\tx', 'T W'],
    ],
  );
  assert.equal(user?.keyword, 'USER');
});

test('has no heredoc where none can be', () => {
  assert.equal(instructionsOf('FROM a\nCMD cat <<EOF\nRUN ["<<EOF"]\nRUN a<<EOF\nENV A=<<EOF\n').length, 5);
});

test('reads flags up to the first argument', () => {
  const [, run] = instructionsOf('FROM a\nRUN --mount=type=bind,"source=a b",target=/x --network=none cmd --other\n');
  assert.deepEqual(
    run?.flags.map(({ name, value }) => [name, value]),
    [
      ['mount', 'type=bind,source=a b,target=/x'],
      ['network', 'none'],
    ],
  );
  assert.deepEqual(
    run.words.map(({ text }) => text),
    ['cmd', '--other'],
  );
});

test('reads lists in JSON with the places of their texts', () => {
  const text = 'FROM a\nCMD ["a", "b\\"c", \\\n "d"]\n';
  const [, cmd] = instructionsOf(text);
  assert.deepEqual(
    cmd?.json?.map((word) => [word.text, text.slice(...word.range)]),
    [
      ['a', 'a'],
      ['b"c', 'b\\"c'],
      ['d', 'd'],
    ],
  );
});

test('parts a file into stages', () => {
  const { preamble, stages } = parseDockerfile('ARG A\nFROM a AS one\nRUN x\nFROM one\n');
  assert.deepEqual(
    [preamble.length, stages.map(({ name, instructions }) => [name?.text, instructions.length])],
    [
      1,
      [
        ['one', 1],
        [undefined, 0],
      ],
    ],
  );
});

test('does not count a byte order mark or carriage returns', () => {
  const text = '\ufeffFROM a\r\nRUN x \\\r\n  y\r\n';
  const [from, run] = instructionsOf(text);
  assert.deepEqual([from?.words[0]?.text, run?.words.map(({ range }) => text.slice(...range))], ['a', ['x', 'y']]);
});
