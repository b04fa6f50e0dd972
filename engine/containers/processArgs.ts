import type { ContainerSpec } from '../../spec/container/ContainerSpec';
import type { ImageConfig } from '../../spec/container/ImageConfig';
import { invalid } from '../faults';

/** For lists and inspect; what is executed comes out of the conversion to an OCI config by the same rule. */
export function processArgs(spec: ContainerSpec, image: ImageConfig): string[] {
  const own = spec.Entrypoint ?? [];
  const hasOwn = own.length > 0;
  const entrypoint = hasOwn ? own : (image.Entrypoint ?? []);
  const asked = spec.Cmd ?? [];
  const command = asked.length > 0 || hasOwn ? asked : (image.Cmd ?? []);
  const args = [...(entrypoint.length === 1 && entrypoint[0] === '' ? [] : entrypoint), ...command];
  if (args.length === 0) throw invalid('no command specified');
  return args;
}
