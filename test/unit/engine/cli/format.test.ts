import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filtersOf, formatRows, formatter } from '../../../../engine/cli/format';

const container = { Names: 'web', State: { Status: 'running', Pid: 7, Health: null }, Args: ['a', 'b'] };

const FORMATS: [format: string, printed: string][] = [
  ['json', JSON.stringify(container)],
  ['{{.Names}}', 'web'],
  ['{{ .Names }}\\t{{.State.Pid}}', 'web\t7'],
  ['{{json .State}}', '{"Status":"running","Pid":7,"Health":null}'],
  ['{{json .}}', JSON.stringify(container)],
  ['{{.Args}}', '["a","b"]'],
  ['{{.State.Health}}', '<no value>'],
  ['plain', 'plain'],
];

for (const [format, printed] of FORMATS) test(`--format ${format}`, () => assert.equal(formatter(format)(container), printed));

test('--format refuses what it would get wrong', () => {
  assert.throws(() => formatter('{{range .Args}}{{.}}{{end}}'), /cannot format with \{\{range \.Args\}\}/);
  assert.throws(() => formatter('{{.State.Pidd}}')(container), /there is no \.Pidd here/);
});

test('--format table puts titles above', () => {
  const rows = [
    { ID: 'a1', Names: 'web' },
    { ID: 'b2', Names: 'a-longer-name' },
  ];
  const titles = { ID: 'CONTAINER ID' };
  const template = String.raw`table {{.Names}}\t{{.ID}}`;
  assert.equal(formatRows(template, rows, titles), 'NAMES           CONTAINER ID\nweb             a1\na-longer-name   b2\n');
  assert.equal(formatRows(template, [], titles), 'NAMES   CONTAINER ID\n');
  assert.equal(formatRows('{{.ID}}', rows, titles), 'a1\nb2\n');
  assert.throws(() => formatter(template), /cannot format as a table here/);
});

test('filters of one name are alternatives', () => {
  assert.equal(filtersOf(undefined), undefined);
  assert.equal(filtersOf(['label=a=b', 'status=running', 'label=c']), '{"label":["a=b","c"],"status":["running"]}');
  assert.throws(() => filtersOf(['status']), /invalid filter 'status': expected name=value/);
});
