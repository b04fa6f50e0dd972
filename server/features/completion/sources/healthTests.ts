import { CompletionItemKind } from 'vscode-languageserver/node';
import type { Candidate, Source } from '../Source';

const TESTS: readonly [text: string, doc: string][] = [
  ['["CMD", "$1"]', 'A program and its arguments, without a shell.'],
  ['["CMD-SHELL", "$1"]', 'A line for the shell of the container.'],
];

/** The forms of a health check on the line of its key. */
export const healthTests: Source = ({ cursor: { path, style, quote } }) =>
  path[0] === 'services' && path.at(-2) === 'healthcheck' && path.at(-1) === 'test' && style === 'block' && !quote
    ? TESTS.map(([text, doc], index): Candidate => ({
        label: text.replace('$1', '…'),
        kind: CompletionItemKind.Snippet,
        insert: { kind: 'lines', lines: [text], below: [], edits: [] },
        about: { text: doc },
        order: `0${String(index)}`,
      }))
    : [];
