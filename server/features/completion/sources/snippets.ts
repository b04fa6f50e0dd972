import { CompletionItemKind } from 'vscode-languageserver/node';
import type { TextEdit } from 'vscode-languageserver/node';
import { once } from '../../../../spec/once';
import { PROJECT_TYPE } from '../../../../spec/compose/vocabulary/projectKeys';
import { valueAt } from '../../../../spec/yaml/Located';
import { withoutPlaces } from '../editOf';
import { orderOf } from '../order';
import { FILE_SNIPPETS } from '../snippets/files';
import { PART_SNIPPETS } from '../snippets/parts';
import { PROGRAM_SNIPPETS } from '../snippets/programs';
import { SERVICE_SNIPPETS } from '../snippets/services';
import type { Snippet } from '../snippets/Snippet';
import type { Candidate, Place, Source } from '../Source';

const SNIPPETS = [...FILE_SNIPPETS, ...SERVICE_SNIPPETS, ...PROGRAM_SNIPPETS, ...PART_SNIPPETS];

function isAt(path: readonly (string | number)[], pattern: readonly string[]): boolean {
  return path.length === pattern.length && pattern.every((step, index) => step === '*' || step === path[index]);
}

/** A service to wait for: one that says when it is healthy, if there is one. */
function otherService({ context, cursor }: Place): string {
  const services = valueAt(context.document.root, 'services');
  const others = services?.kind === 'map' ? [...services.entries].filter(([name]) => name !== cursor.path[1]) : [];
  const healthy = others.find(([, { value }]) => valueAt(value, 'healthcheck'));
  return (healthy ?? others[0])?.[0] ?? 'db';
}

interface Needed {
  /** Lines at the end of the file, where the cursor is. */
  below: string[];
  edits: TextEdit[];
}

/** What has to be defined with it: beside what is in its section, or at the end of the file. */
function neededBy(place: Place, { needs = [] }: Snippet): Needed {
  const { document } = place.context;
  const needed: Needed = { below: [], edits: [] };
  const end = document.rangeOfOffsets([document.text.length, document.text.length]).end;
  const isLast = document.text.slice(document.offsetAt({ line: place.line, character: place.before.length })).trim() === '';
  for (const { section, name, lines } of needs) {
    const plain = withoutPlaces(name);
    const there = document.root?.entries.get(section);
    if (valueAt(document.root, section, plain)) continue;
    const body = (one: string): string[] => [`  ${one}:`, ...lines.map((line) => `    ${line}`)];
    if (there && document.isHere(there.value) && there.value.kind === 'map') {
      const at = { line: document.rangeOfKey(there).end.line + 1, character: 0 };
      const newText = body(plain)
        .map((line) => `${withoutPlaces(line)}\n`)
        .join('');
      if (document.rangeOf(there.value).start.line >= at.line) needed.edits.push({ range: { start: at, end: at }, newText });
    } else if (!there && isLast) needed.below.push('', `${section}:`, ...body(name));
    else if (!there) {
      const text = [`${section}:`, ...body(plain)].map((line) => `${withoutPlaces(line)}\n`).join('');
      needed.edits.push({ range: { start: end, end }, newText: `${document.text.endsWith('\n') ? '\n' : '\n\n'}${text}` });
    }
  }
  return needed;
}

/** Whole services, networks, … to fill in. */
export const snippets: Source = (place) => {
  const { context, cursor } = place;
  if (context.document.type !== PROJECT_TYPE || cursor.style === 'flow' || cursor.quote) return [];
  const other = once(() => otherService(place));
  return SNIPPETS.filter(({ at, key }) => isAt(cursor.path, at) && !cursor.siblings.has(key ?? '')).map(
    (snippet, index): Candidate => {
      const { label, doc, at } = snippet;
      const { below, edits } = neededBy(place, snippet);
      const lines = snippet.lines.map((line) => line.replace('@service', other));
      const shown = withoutPlaces([...lines, ...below].join('\n'));
      return {
        label,
        kind: CompletionItemKind.Snippet,
        insert: { kind: 'lines', lines, below, edits },
        // A service is found by its name, too.
        ...(at[0] === 'services' && at.length === 1 ? { filter: `${withoutPlaces(lines[0] ?? '').slice(0, -1)} ${label}` } : {}),
        about: { text: `${doc}\n\n\`\`\`yaml\n${shown}\n\`\`\`` },
        order: `5${orderOf(index)}`,
      };
    },
  );
};
