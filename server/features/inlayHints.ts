import { InlayHintKind } from 'vscode-languageserver/node';
import type { InlayHint, InlayHintParams } from 'vscode-languageserver/node';
import { rangeInFile } from '../../spec/yaml/Located';
import type { Located } from '../../spec/yaml/Located';
import { pushedHints } from '../images/pushedHints';
import type { Feature } from './Feature';
import { inheritedHints } from './inheritedHints';
import { overrideHints } from './overrideHints';

const MAX_HINTS = 1000;
const MAX_LENGTH = 40;

/** What values with variables come to, what was there before a file overrode it, and what comes from elsewhere. */
export const inlayHints: Feature<InlayHintParams, InlayHint[]> = (context, { range }, token) => {
  const { document } = context;
  const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const hints = new Map<number, InlayHint>();
  const visit = (node: Located): void => {
    const [start, end] = rangeInFile(node);
    if (hints.size >= MAX_HINTS || token.isCancellationRequested) return;
    if (node.kind === 'seq') node.items.forEach(visit);
    else if (node.kind === 'map') for (const { value } of node.entries.values()) visit(value);
    else if (node.isInterpolated && !node.hasUnsetVariable && document.isHere(node) && end >= from && start <= to) {
      const text = String(node.value);
      const shown = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
      const position = document.rangeOfOffsets([end, end]).end;
      hints.set(end, { position, label: `= ${shown === '' ? '""' : shown}`, kind: InlayHintKind.Type, paddingLeft: true });
    }
  };
  if (document.root) visit(document.root);
  return [
    ...hints.values(),
    ...overrideHints(document, [from, to]),
    ...inheritedHints(document, [from, to]),
    ...pushedHints(context, range),
  ];
};
