/**
 * The language server beside yaml-language-server with the official Compose schema, size by size in one run: start to first diagnostics, a
 * typed letter to diagnostics, completion, hover, memory. Prints a table of medians. `npm run bench:server` after a build.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { composeText } from './composeText';
import { MeasuredServer } from './MeasuredServer';
import type { ServerUnderTest } from './MeasuredServer';

const root = join(__dirname, '../..');
const sizes = (process.env['SIZES'] ?? '100,1000,10000,50000').split(',').map(Number);
const rounds = Number(process.env['ROUNDS'] ?? 3);
const EDITS = 7;

const schemas = { [pathToFileURL(join(root, 'test/server/schema/compose-spec.json')).href]: '*compose.yaml' };
const yaml = { validate: true, hover: true, completion: true, schemas, schemaStore: { enable: false } };
/** Nobody beside the server is asked for anything. */
const ALONE = { 'bulkhead.registry': { enabled: false } };
const servers: readonly ServerUnderTest[] = [
  { name: 'Bulkhead', command: [join(root, 'dist/bulkhead-language-server'), '--stdio'], settings: ALONE },
  {
    name: 'yaml-language-server',
    command: [process.execPath, join(root, 'node_modules/yaml-language-server/bin/yaml-language-server'), '--stdio'],
    settings: { yaml },
  },
];

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const COLUMNS = [
  'first diagnostics ms',
  'edit → diagnostics ms',
  'completion ms',
  'hover ms',
  'resident MiB',
  'freed at its end MiB',
] as const;
type Figures = Record<(typeof COLUMNS)[number], number[]>;

const isEmpty = (answer: unknown): boolean => {
  const items = Array.isArray(answer) ? answer : (answer as { items?: unknown[]; contents?: unknown } | null)?.items;
  return answer === null || items?.length === 0;
};

async function measure(server: ServerUnderTest, lines: number, figures: Figures): Promise<void> {
  const text = composeText(lines);
  const all = text.split('\n');
  const limit = all.findIndex((line, index) => index > all.length / 2 && line.includes('mem_limit'));
  const measured = new MeasuredServer(server, 'file:///bench/compose.yaml');
  try {
    figures['first diagnostics ms'].push(await measured.open(text));
    for (let index = 0; index < EDITS; index++)
      figures['edit → diagnostics ms'].push(await measured.edit(limit + 1, all[limit + 1]?.length ?? 0, '1'));
    const hover = await measured.ask('textDocument/hover', limit, 6);
    if (isEmpty(hover.answer)) throw new Error(`${server.name} has no hover for mem_limit`);
    figures['hover ms'].push(hover.ms);
    // A key is begun on a line of its own.
    await measured.edit(limit, 0, '    ho\n');
    const completion = await measured.ask('textDocument/completion', limit, 6);
    if (isEmpty(completion.answer)) throw new Error(`${server.name} has nothing to complete`);
    figures['completion ms'].push(completion.ms);
    const { resident, freed } = measured.memory();
    figures['resident MiB'].push(resident);
    figures['freed at its end MiB'].push(freed);
  } finally {
    measured.close();
  }
}

/** A start before those that count, as they are most: a user's first start is once. */
async function warmUp(server: ServerUnderTest): Promise<void> {
  const first = new MeasuredServer(server, 'file:///bench/compose.yaml');
  await first.open(composeText(1000));
  await first.end();
}

async function main(): Promise<void> {
  for (const server of servers) await warmUp(server);
  console.log(`| lines | server | ${COLUMNS.join(' | ')} |\n|${'---|'.repeat(COLUMNS.length + 2)}`);
  for (const lines of sizes) {
    const figures = new Map(
      servers.map(({ name }) => [name, Object.fromEntries(COLUMNS.map((column) => [column, []])) as unknown as Figures]),
    );
    for (let round = 0; round < rounds; round++)
      for (const server of servers) await measure(server, lines, figures.get(server.name)!);
    for (const [name, values] of figures)
      console.log(`| ${lines} | ${name} | ${COLUMNS.map((column) => median(values[column]).toFixed(0)).join(' | ')} |`);
  }
}

void main();
