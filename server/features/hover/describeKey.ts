import { describeType } from '../../../spec/compose/check/describeType';
import type { KeySpec } from '../../../spec/compose/vocabulary/ValueType';
import type { HostFacts } from '../../../spec/host/HostFacts';

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
