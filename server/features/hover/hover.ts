import { MarkupKind } from 'vscode-languageserver/node';
import type { Hover, HoverParams } from 'vscode-languageserver/node';
import { keyPlace } from '../../../spec/yaml/Located';
import { specAt } from '../../../spec/compose/vocabulary/specAt';
import { entryAt } from '../../documents/entryAt';
import type { EntryAt } from '../../documents/entryAt';
import type { Feature } from '../Feature';
import { referencedYaml } from '../referencedYaml';
import { describeKey } from './describeKey';

function valueLine({ value }: EntryAt): string | undefined {
  if (!value?.isInterpolated) return undefined;
  return `Value: \`${String(value.value)}\`${value.hasUnsetVariable ? ' (a variable has no value)' : ''}`;
}

export const hover: Feature<HoverParams, Hover> = ({ document, host }, { position }) => {
  const { root } = document;
  const offset = document.offsetAt(position);
  const found = root && entryAt(root, document.path, offset);
  const spec = found && specAt(document.type, found.path)?.spec;
  const keyText = spec ? `**${found.entry.key}**  \n${describeKey(spec, host)}` : undefined;
  const parts = [keyText, found && valueLine(found), referencedYaml(document, offset)].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return {
    contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n') },
    ...(found ? { range: document.rangeOf(found.value ?? keyPlace(found.entry)) } : {}),
  };
};
