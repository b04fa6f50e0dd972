import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem, Hover } from 'vscode-languageserver/node';
import { StdioClient } from './support/StdioClient';

const TEXT = 'services:\n  web:\n    image: x\n    mem_limt: 64m\n    mem_limit: 64m\n    ho\n';

test('the built server answers over stdio and ends as it is told', async () => {
  const client = new StdioClient();
  const { capabilities } = await client.initialized;
  assert.equal(capabilities.renameProvider !== undefined && capabilities.referencesProvider === true, true);
  const found = await client.open(TEXT);
  assert.ok(found.some(({ code, range }) => code === 'key-unknown' && range.start.line === 3));
  assert.match(found[0]?.codeDescription?.href ?? '', /docs\/diagnostics\/[a-z-]+\.md$/);
  const hover = await client.ask<Hover>('textDocument/hover', { position: { line: 4, character: 6 } });
  assert.match((hover.contents as { value: string }).value, /memory\.max/);
  const items = await client.ask<CompletionItem[]>('textDocument/completion', { position: { line: 5, character: 6 } });
  assert.ok(items.some(({ label }) => label === 'hostname'));
  assert.equal(await client.close(), 0);
});

/** Of computing, for one answer. */
const LIMIT_MS = 2000;

const web = (line: string): string => `services:\n  web:\n    image: x\n    ${line}\n`;
const many = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Texts made to hold a parser up. Each must be answered within the limit, and the server must be as able afterwards as before. */
const HOSTILE: [name: string, text: string][] = [
  ['a line of a megabyte', web(`command: ${'a '.repeat(500_000)}`)],
  ['a quoted line of a megabyte', web(`command: "${'\\n'.repeat(500_000)}"`)],
  ['a megabyte of opening brackets', web(`command: ${'['.repeat(1_000_000)}`)],
  ['a megabyte of dashes', web(`command: ${'- '.repeat(500_000)}`)],
  ['a megabyte of dollars', web(`command: "${'${A:-'.repeat(200_000)}"`)],
  ['deep blocks', many(5000, (index) => `${' '.repeat(index)}a:`)],
  [
    '10,000 aliases',
    `x-a: &a { b: c }\nservices:\n  web:\n    image: x\n    labels:\n${many(10_000, (index) => `      l${index}: *a`)}\n`,
  ],
  ['10,000 anchors', `x-a:\n${many(10_000, (index) => `  k${index}: &a${index} ${index}`)}\nservices: {}\n`],
  [
    'aliases of aliases',
    `${many(30, (index) => `x-${index}: &a${index} [${index ? `*a${index - 1}, *a${index - 1}` : 'x'}]`)}\nservices: {}\n`,
  ],
  ['5,000 services of one key', `services:\n${many(5000, (index) => `  s${index}: { imge: x }`)}\n`],
  ['5,000 services on one port', `services:\n${many(5000, (index) => `  s${index}: { image: x, ports: ["80:80"] }`)}\n`],
  [
    'a chain of 10,000 dependencies',
    `services:\n${many(10_000, (index) => `  s${index}: { image: x, depends_on: [s${index + 1}] }`)}\n`,
  ],
  ['control characters and half surrogates', web('command: "\ud800 \u0000 \ufffd \u2028 \ufeff"')],
  ['only line ends', '\r\n'.repeat(200_000)],
  ['only tabs', '\t\n'.repeat(100_000)],
];

test('no hostile text holds the server up', async (context) => {
  const client = new StdioClient();
  await client.open('services: {}\n');
  for (const [name, text] of HOSTILE)
    await context.test(name, async () => {
      const position = { line: 3, character: 8 };
      const answers = [
        () => client.replace(text),
        ...['hover', 'completion', 'definition'].map((name) => () => client.ask(`textDocument/${name}`, { position })),
        ...['documentSymbol', 'foldingRange'].map((name) => () => client.ask(`textDocument/${name}`)),
      ];
      for (const answer of answers) {
        const start = client.computedMs();
        await answer();
        const ms = client.computedMs() - start;
        assert.ok(ms < LIMIT_MS, `${ms} ms`);
      }
    });
  const found = await client.replace(TEXT);
  assert.ok(found.some(({ code }) => code === 'key-unknown'));
  assert.equal(await client.close(), 0);
});
