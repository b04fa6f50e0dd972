import { MarkupKind } from 'vscode-languageserver/node';
import type { Hover, HoverParams } from 'vscode-languageserver/node';
import { keyPlace } from '../../spec/yaml/Located';
import { describeType } from '../../spec/compose/check/describeType';
import { specAt } from '../../spec/compose/vocabulary/specAt';
import type { KeySpec } from '../../spec/compose/vocabulary/ValueType';
import type { HostFacts } from '../../spec/host/HostFacts';
import { entryAt } from '../documents/entryAt';
import type { EntryAt } from '../documents/entryAt';
import type { Feature } from './Feature';
import { referencedYaml } from './referencedYaml';

function kernelLine({ kernel }: KeySpec, host: HostFacts | undefined): string | undefined {
  if (!kernel) return undefined;
  if (kernel.file) return `Kernel: \`${kernel.file}\``;
  const here = (version: 1 | 2): string => (host && usesVersion(host, version) ? ' (this host)' : '');
  const v1 = kernel.v1 ? `\`${kernel.v1}\`${here(1)}` : 'none';
  const v2 = kernel.v2 ? `\`${kernel.v2}\`${here(2)}` : 'none';
  return `Kernel: cgroup v1 ${v1}, v2 ${v2}`;
}

/** On a hybrid host the controllers with limits of Compose sit on v1. */
function usesVersion({ cgroup }: HostFacts, version: 1 | 2): boolean {
  return version === 2 ? cgroup.layout === 'v2' : cgroup.layout === 'v1' || cgroup.layout === 'hybrid';
}

/** The text about a key, for hover and completion. */
export function describeKey(spec: KeySpec, host: HostFacts | undefined): string {
  const lines = [spec.doc, '', `Type: ${describeType(spec.type)}`];
  if (spec.default !== undefined) lines.push(`Default: ${spec.default}`);
  const kernel = kernelLine(spec, host);
  if (kernel) lines.push(kernel);
  if (spec.since) lines.push(`Since: ${spec.since}`);
  if (spec.deprecated) lines.push(`Deprecated: ${spec.deprecated}`);
  if (spec.support?.level === 'no') lines.push(`Bulkhead: not yet: ${spec.support.reason}`);
  if (spec.support?.level === 'ignored') lines.push(`Bulkhead: no effect: ${spec.support.reason}`);
  if (spec.example) lines.push(`Example: \`${spec.example}\``);
  // Two blanks at the end keep the lines apart in Markdown.
  return lines.join('  \n');
}

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
