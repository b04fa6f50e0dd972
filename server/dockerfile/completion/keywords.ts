import { CompletionItemKind, CompletionItemTag } from 'vscode-languageserver/node';
import type { CompletionItem } from 'vscode-languageserver/node';
import { BUILD_CHECK_NAMES } from '../../../spec/dockerfile/vocabulary/buildChecks';
import { DIRECTIVES } from '../../../spec/dockerfile/vocabulary/directives';
import { INSTRUCTIONS } from '../../../spec/dockerfile/vocabulary/instructions';
import type { Cursor } from '../cursor';
import { describeInstruction } from '../describe';
import { markdown, valuesOf } from './Offer';
import type { Offer } from './Offer';

export function keywordItems({ file, instruction, typed }: Cursor): CompletionItem[] {
  const isLater = instruction !== undefined && file.instructions.at(-1)?.trigger === instruction;
  const hasFrom = file.stages.length > 0;
  const isLower =
    typed !== '' && typed === typed.toLowerCase() && file.instructions.every(({ name }) => name.text === name.text.toLowerCase());
  return Object.entries(INSTRUCTIONS)
    .filter(([keyword]) =>
      isLater ? !['FROM', 'MAINTAINER', 'ONBUILD'].includes(keyword) : hasFrom || keyword === 'FROM' || keyword === 'ARG',
    )
    .map(([keyword, spec]) => ({
      label: isLower ? keyword.toLowerCase() : keyword,
      kind: CompletionItemKind.Keyword,
      detail: spec.forms[0]?.slice(keyword.length + 1) ?? '',
      documentation: markdown(describeInstruction(keyword)),
      insertText: `${isLower ? keyword.toLowerCase() : keyword} `,
      ...(spec.deprecated === undefined ? {} : { tags: [CompletionItemTag.Deprecated], sortText: `~${keyword}` }),
    }));
}

/** `# name=` while nothing but directives stands above, and the names of checks behind `check=skip=`. */
export function directiveOffer({ file, typed }: Cursor): Offer | undefined {
  if (file.instructions.length > 0 || file.comments.length > file.directives.length + 1) return undefined;
  const list = /^#\s*check\s*=.*(?:skip|experimental)\s*=\s*(?:[^;]*,\s*)?([^;,\s]*)$/i.exec(typed);
  if (list) return { items: valuesOf(['all', ...BUILD_CHECK_NAMES], CompletionItemKind.Value), typed: list[1] ?? '' };
  const begun = /^#\s*(\w+)\s*=\s*(\S*)$/.exec(typed);
  if (begun) {
    const { values = [] } = DIRECTIVES[begun[1]?.toLowerCase() ?? ''] ?? {};
    return { items: valuesOf(values, CompletionItemKind.Value), typed: begun[2] ?? '' };
  }
  if (!/^#\s*\w*$/.test(typed)) return undefined;
  const items = Object.entries(DIRECTIVES).map(([name, { doc, example }]) => ({
    label: example,
    filterText: `# ${name}`,
    kind: CompletionItemKind.Keyword,
    documentation: doc,
  }));
  return { items, typed };
}
