import { dirname, join } from 'node:path';
import { CompletionItemKind } from 'vscode-languageserver/node';
import { alternatives } from '../../../../spec/compose/check/checkProjectTree';
import { parseDotEnv } from '../../../../spec/compose/dotenv';
import { scalar } from '../../../../spec/compose/vocabulary/ValueType';
import { PROJECT_TYPE } from '../../../../spec/compose/vocabulary/projectKeys';
import type { Meanings } from '../../../../spec/compose/vocabulary/ValueType';
import { orderOf } from '../order';
import { textValue } from '../Source';
import type { Candidate, Place, Source } from '../Source';

/** `$NAME` or `${NAME` being typed; `$$` is a plain dollar sign. */
const OPEN = /(?:^|[^$])(?:\$\$)*\$(\{?)([a-zA-Z_][a-zA-Z0-9_]*)?$/;
const USED = /\$\{?([a-zA-Z_][a-zA-Z0-9_]*)/g;
/** Names are not looked for in more text than this. */
const MAX_CHARACTERS = 512 * 1024;

interface Known {
  name: string;
  text: string;
  order: string;
}

/** Variables by where they are known from, the nearest first. */
function known({ context, cursor }: Place): Known[] {
  const { document } = context;
  const path = join(dirname(document.path), '.env');
  const file = document.readFile(path);
  const own = file === undefined ? [] : [...parseDotEnv(file, path, (name) => document.env[name]).variables];
  const used = [...document.text.slice(0, MAX_CHARACTERS).matchAll(USED)].flatMap(([, name = '']) =>
    name === cursor.prefix ? [] : name,
  );
  const found: Known[] = [
    ...own.map(([name, value]) => ({ name, text: `In \`.env\`: \`${value ?? ''}\``, order: '0' })),
    ...used.map((name) => ({ name, text: 'Used in this file.', order: '1' })),
    ...Object.keys(document.env).map((name) => ({ name, text: "In the editor's environment.", order: '2' })),
  ];
  const seen = new Set<string>();
  return found.filter(({ name }) => !seen.has(name) && seen.add(name));
}

const OPERATORS: Meanings = {
  ':-': 'What follows, when the variable is not set or empty.',
  ':?': 'An error with what follows as its message, when it is not set or empty.',
  ':+': 'What follows, when it is set and not empty.',
};
const OPERATOR_BEGUN = /(?:^|[^$])(?:\$\$)*\$\{[a-zA-Z_]\w*(:)$/;

const operators = ({ before }: Place): Candidate[] =>
  Object.entries(OPERATORS).map(([text, meaning], index) => ({
    label: text,
    kind: CompletionItemKind.Operator,
    insert: { kind: 'part', text, column: before.length - 1, rest: /^/ },
    about: { text: meaning },
    order: orderOf(index),
  }));

/** Inside of `${…}`, nothing else is. */
export function interpolated(place: Place): Candidate[] | undefined {
  const { before, behind, context } = place;
  if (context.document.type === PROJECT_TYPE && OPERATOR_BEGUN.test(before.slice(-300))) return operators(place);
  const match = context.document.type === PROJECT_TYPE ? OPEN.exec(before.slice(-300)) : null;
  if (!match) return undefined;
  const [, brace = '', typed = ''] = match;
  const column = before.length - typed.length;
  const close = brace === '{' && !/^\w*\s*[}:?+-]/.test(behind) ? '}' : '';
  return known(place)
    .filter(({ name }) => name !== typed)
    .map(({ name, text, order }) => ({
      label: name,
      kind: CompletionItemKind.Variable,
      insert: { kind: 'part', text: name + close, column, rest: /^\w*/ },
      about: { text },
      order,
    }));
}

/** Names where a variable is meant, as in `environment`. Those of the editor itself are hardly meant for a container. */
const nearby = (place: Place): Known[] => known(place).filter(({ order }) => order !== '2');

export const variables: Source = (place) =>
  alternatives(place.type).some((option) => option.kind === 'string' && option.source === 'variable')
    ? nearby(place).map(({ name, text }) => ({
        label: name,
        kind: CompletionItemKind.Variable,
        insert: textValue(name),
        about: { text },
      }))
    : [];

export const variablesAsKeys: Source = (place) =>
  alternatives(place.type).some((option) => option.kind === 'dict' && option.keySource === 'variable')
    ? nearby(place).map(({ name, text }) => ({
        label: name,
        kind: CompletionItemKind.Variable,
        insert: { kind: 'key', key: name, type: scalar },
        about: { text },
      }))
    : [];
