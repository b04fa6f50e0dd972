import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction } from 'vscode-languageserver/node';
import { rangeInFile } from '../../../spec/yaml/Located';
import type { SpecDocument } from '../../documents/SpecDocument';
import { isFlow } from '../../edits/removal';
import { stepsAt, stepsIn } from '../../edits/stepsAt';
import type { Step } from '../../edits/stepsAt';
import { blockText, flowText, isList } from '../../edits/YamlText';
import type { YamlText } from '../../edits/YamlText';
import { VALUE_FORMS } from './valueForms';

/** Comments, anchors and tags would be lost. */
export const LOST = /(^|\s)(?:[#&*]|!\w)/;

/** The key of a service the cursor is at or in, the innermost that has two forms. */
function keyAt(document: SpecDocument, offset: number): { step: Step; path: string } | undefined {
  const [section, , ...way] = stepsAt(document, offset);
  if (section?.entry?.key !== 'services') return undefined;
  for (let depth = way.length; depth > 0; depth--) {
    const keys = way.slice(0, depth).map(({ entry }) => entry?.key ?? '');
    const [step, path] = [way[depth - 1], keys.join('.')];
    if (step?.entry && Object.hasOwn(VALUE_FORMS, path)) return { step, path };
  }
  return undefined;
}

function titleOf(path: string, text: YamlText): string {
  const kind = typeof text === 'string' ? 'a single value' : isList(text) ? 'a list' : 'a mapping';
  return `Write ${path} as ${kind}`;
}

/** The value of a key in its other form: list or mapping, text or list. */
export function rewriteValue(document: SpecDocument, offset: number): CodeAction[] {
  const found = keyAt(document, offset);
  if (!found?.step.entry) return [];
  const { step, path } = found;
  const { value, key } = found.step.entry;
  const [valueStart, valueEnd] = rangeInFile(value);
  const [keyStart, end] = step.span;
  const isComplete =
    value.kind === 'scalar' ||
    stepsIn(document, value).length === (value.kind === 'map' ? value.entries.size : value.items.length);
  if (!document.isHere(value) || valueStart < keyStart + key.length || !isComplete) return [];
  const text = VALUE_FORMS[path]?.(value);
  if (text === undefined || LOST.test(document.text.slice(keyStart, valueEnd))) return [];
  const colon = document.text.indexOf(':', keyStart + key.length);
  const column = document.rangeOfOffsets([keyStart, keyStart]).start.character;
  const newText = isFlow(document, step) ? ` ${flowText(text)}` : blockText(text, ' '.repeat(column), document.indentStep);
  const edit = { range: document.rangeOfOffsets([colon + 1, end]), newText };
  return [{ title: titleOf(path, text), kind: CodeActionKind.RefactorRewrite, edit: { changes: { [document.uri]: [edit] } } }];
}
