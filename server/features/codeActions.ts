import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, CodeActionParams, Diagnostic, Range, TextEdit } from 'vscode-languageserver/node';
import type { Problem } from '../../spec/Problem';
import type { SpecDocument } from '../documents/SpecDocument';
import { occurrenceAt } from '../names/findOccurrences';
import { toDiagnostic } from './diagnostics';
import type { Feature, FeatureContext } from './Feature';
import { rewrites } from './rewrites';

interface Fix {
  title: string;
  edits: TextEdit[];
}

const MAX_ACTIONS = 50;

/** The name alone, when the problem is about a longer text such as `data:/data`. */
function replaced(document: SpecDocument, problem: Problem): Fix[] {
  const { replacement, range, code } = problem;
  if (replacement === undefined || !range) return [];
  const name = code === 'reference-undefined' ? nameIn(document, range) : undefined;
  return [
    {
      title: `Change to ${replacement}`,
      edits: [{ range: document.rangeOfOffsets(name?.range ?? range), newText: replacement }],
    },
  ];
}

function nameIn(document: SpecDocument, [start, end]: [number, number]) {
  for (let offset = start; offset <= end && offset < start + 4096; offset++) {
    const found = occurrenceAt(document.occurrences, document.path, offset);
    if (found && found.range[0] >= start && found.range[1] <= end) return found;
  }
  return undefined;
}

/** Adds what is missing to its section, or the section with it. */
function defined(document: SpecDocument, { code, range }: Problem): Fix[] {
  const name = code === 'reference-undefined' && range ? nameIn(document, range) : undefined;
  if (!name || name.section === 'services' || name.section === 'models') return [];
  const needsBody = name.section === 'secrets' || name.section === 'configs';
  const body = needsBody ? `  ${name.name}:\n    file: ./${name.name}\n` : `  ${name.name}:\n`;
  const section = document.root?.entries.get(name.section);
  const { text } = document;
  if (section && document.isHere(section.value)) {
    const line = document.rangeOfKey(section).end.line + 1;
    const at = { line, character: 0 };
    // A section in one line, as `volumes: {}`, would need another edit.
    if (section.value.kind !== 'map' || document.rangeOf(section.value).start.line < line) return [];
    return [{ title: `Define ${name.name} under ${name.section}`, edits: [{ range: { start: at, end: at }, newText: body }] }];
  }
  const end = document.rangeOfOffsets([text.length, text.length]).end;
  const newText = `${text.endsWith('\n') || text === '' ? '' : '\n'}${name.section}:\n${body}`;
  return [{ title: `Define ${name.name} under ${name.section}`, edits: [{ range: { start: end, end }, newText }] }];
}

const REMOVABLE = new Set(['key-deprecated', 'item-duplicate', 'yaml-key-duplicate', 'definition-unused']);

/** Whole lines only: what shares its line with something else is left to a person. */
function removed(document: SpecDocument, { code, range }: Problem): Fix[] {
  if (!REMOVABLE.has(code) || !range) return [];
  const { start } = document.rangeOfOffsets(range);
  const lineStart = range[0] - start.character;
  const before = document.text.slice(lineStart, range[0]);
  const lineEnd = document.text.indexOf('\n', range[1]);
  const line = document.text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd);
  const isItem = code === 'item-duplicate' ? /^\s*-\s+$/.test(before) : /^\s*$/.test(before);
  const isOneLine = code === 'item-duplicate' || /:\s*(\S.*)?$/.test(line);
  const next = document.text.slice(lineEnd + 1, lineEnd + 1 + start.character + 1);
  const goesOn = lineEnd >= 0 && code !== 'item-duplicate' && /^\s+$/.test(next) && next.length > start.character;
  if (!isItem || !isOneLine || goesOn) return [];
  const whole: Range = { start: { line: start.line, character: 0 }, end: { line: start.line + 1, character: 0 } };
  return [{ title: 'Remove the line', edits: [{ range: whole, newText: '' }] }];
}

function silenced(document: SpecDocument, { code, range = [0, 0] }: Problem): Fix[] {
  const { line } = document.rangeOfOffsets(range).start;
  const at = { line, character: 0 };
  const lineStart = document.offsetAt(at);
  const indent = /^ */.exec(document.text.slice(lineStart, lineStart + 256))?.[0] ?? '';
  return [
    { title: `Ignore ${code} here`, edits: [{ range: { start: at, end: at }, newText: `${indent}# bulkhead-ignore ${code}\n` }] },
  ];
}

const FIXES = [replaced, defined, removed];

function overlaps(a: Range, b: Range): boolean {
  const isBefore = (x: Range['start'], y: Range['start']): boolean =>
    x.line < y.line || (x.line === y.line && x.character < y.character);
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function actionsFor(context: FeatureContext, problem: Problem): CodeAction[] {
  const { document } = context;
  const diagnostics: Diagnostic[] = [toDiagnostic(context, problem)];
  const action = ({ title, edits }: Fix, isPreferred: boolean): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    ...(isPreferred ? { isPreferred } : {}),
    edit: { changes: { [document.uri]: edits } },
  });
  const fixes = FIXES.flatMap((fix) => fix(document, problem));
  return [
    ...fixes.map((fix, index) => action(fix, index === 0)),
    ...silenced(document, problem).map((fix) => action(fix, false)),
  ];
}

function quickFixes(context: FeatureContext, range: Range): CodeAction[] {
  const { document, host, settings } = context;
  return document
    .findings(host, settings)
    .filter((problem) => overlaps(document.rangeOfOffsets(problem.range ?? [0, 0]), range))
    .flatMap((problem) => actionsFor(context, problem))
    .slice(0, MAX_ACTIONS);
}

export const codeActions: Feature<CodeActionParams, CodeAction[]> = (context, { range, context: { only } }) => {
  const isAsked = (kind: string): boolean => !only || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  return [
    ...(isAsked(CodeActionKind.QuickFix) ? quickFixes(context, range) : []),
    ...(isAsked(CodeActionKind.RefactorRewrite) ? rewrites(context.document, range) : []),
  ];
};
