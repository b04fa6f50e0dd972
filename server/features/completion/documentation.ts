import { MarkupKind } from 'vscode-languageserver/node';
import type { CompletionItem } from 'vscode-languageserver/node';
import { alternatives } from '../../../spec/compose/check/checkProjectTree';
import { describeType } from '../../../spec/compose/check/describeType';
import { specAt } from '../../../spec/compose/vocabulary/specAt';
import type { ValueType } from '../../../spec/compose/vocabulary/ValueType';
import { explainWord } from '../../../spec/words/explainWord';
import type { FeatureContext } from '../Feature';
import { describeKey } from '../hover/describeKey';
import type { About } from './Source';

/** What one value of a type means. */
export function meaningOf(type: ValueType, value: string): string | undefined {
  for (const option of alternatives(type)) {
    const meanings = option.kind === 'string' || option.kind === 'enum' ? option.meanings : undefined;
    if (meanings && Object.hasOwn(meanings, value)) return meanings[value];
  }
  return undefined;
}

/** What is shown beside a candidate. Made for the one that is looked at, where the client can ask for it. */
export function documentation(
  { document, host }: Pick<FeatureContext, 'document' | 'host'>,
  about: About,
): Pick<CompletionItem, 'detail' | 'documentation'> {
  const markdown = (value: string | undefined): Pick<CompletionItem, 'documentation'> =>
    value === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value } };
  // Of an image others have to be asked.
  if ('image' in about) return {};
  if ('text' in about) return markdown(about.text);
  if ('word' in about) return markdown(explainWord(about.word, about.name));
  if ('value' in about) {
    const type = specAt(document.type, about.of)?.type;
    return markdown(type && meaningOf(type, about.value));
  }
  const spec = specAt(document.type, about.key)?.spec;
  return spec ? { detail: describeType(spec.type), ...markdown(describeKey(spec, host)) } : {};
}
