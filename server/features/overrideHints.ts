import { InlayHintKind } from 'vscode-languageserver/node';
import type { InlayHint } from 'vscode-languageserver/node';
import { rangeInFile } from '../../spec/yaml/Located';
import type { Located } from '../../spec/yaml/Located';
import type { SpecDocument } from '../documents/SpecDocument';
import { stepsIn } from '../edits/stepsAt';

const MAX_HINTS = 500;
const MAX_LENGTH = 40;

/** In a file that is merged over another: what a value is there. */
export function overrideHints(document: SpecDocument, [from, to]: readonly [number, number]): InlayHint[] {
  const [first] = document.roots;
  const { root } = document;
  if (!first || !root || first[0] === document.path) return [];
  const hints: InlayHint[] = [];
  const visit = (node: Located, before: Located): void => {
    if (node.kind !== 'map' || before.kind !== 'map') return;
    for (const { entry, node: value, span } of stepsIn(document, node)) {
      const old = entry && before.entries.get(entry.key)?.value;
      if (!old || span[1] < from || span[0] > to || hints.length >= MAX_HINTS) continue;
      if (value.kind === 'scalar' && old.kind === 'scalar' && old.value !== null && String(old.value) !== String(value.value)) {
        const [, end] = rangeInFile(value);
        const label = `was ${String(old.value).slice(0, MAX_LENGTH)}`;
        hints.push({ position: document.rangeOfOffsets([end, end]).end, label, kind: InlayHintKind.Type, paddingLeft: true });
      } else visit(value, old);
    }
  };
  visit(root, first[1]);
  return hints;
}
