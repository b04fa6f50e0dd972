import assert from 'node:assert/strict';
import { test } from 'node:test';
import { specFindings } from '../../../../spec/check/specFindings';
import { DEFAULT_SETTINGS } from '../../../../spec/check/settings';

type Files = Record<string, string>;

/** `marked text: message` of what is said of parts of the project, and where that is. */
function said(files: Files, path = '/p/compose.yaml'): string[] {
  const readFile = (one: string): string | undefined => files[one];
  const text = files[path] ?? '';
  return specFindings(path, text, { readFile, env: {} }, undefined, DEFAULT_SETTINGS)
    .filter(({ code }) => code === 'file-invalid')
    .map(({ range = [0, 0], message, related = [] }) => {
      const places = related.map(({ file = '', range: at }) => `${file} ${files[file]?.slice(...at)}`);
      return `${text.slice(...range)}: ${message} [${places.join(', ')}]`;
    });
}

const MAIN = 'include: [a.yaml]\nservices:\n  web: { image: x }\n';

test('an error of an included file is told where it is named', () =>
  assert.deepEqual(said({ '/p/compose.yaml': MAIN, '/p/a.yaml': 'services:\n  db: { image: y, comand: z, mem_limit: 5q }\n' }), [
    "a.yaml: a.yaml has an error in this project: line 2: Unknown key 'comand' in service db; did you mean 'command'? (and 1 more) [/p/a.yaml comand, /p/a.yaml 5q]",
  ]));

test('one that is included by another is told where that is named', () =>
  assert.deepEqual(
    said({
      '/p/compose.yaml': MAIN,
      '/p/a.yaml': 'include: [{ path: [q/b.yaml] }]\nservices: {}\n',
      '/p/q/b.yaml': 'services:\n  db: { image: y, comand: z }\n',
    }).map((one) => one.slice(0, 50)),
    ['a.yaml: q/b.yaml has an error in this project: lin'],
  ));

test('what only the engine cannot do is no error of a file', () =>
  assert.deepEqual(said({ '/p/compose.yaml': MAIN, '/p/a.yaml': 'services:\n  db: { image: y, ports: ["80"] }\n' }), []));

test('the base of an override tells its own errors', () => {
  const files = { '/p/compose.yaml': 'services:\n  a: { image: x, comand: y }\n', '/p/compose.override.yaml': 'services: {}\n' };
  assert.deepEqual(said(files, '/p/compose.override.yaml'), []);
});
