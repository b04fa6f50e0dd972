import { InvalidArgumentError } from 'commander';
import type { MountSpec } from '../../../spec/container/ContainerSpec';
import { absolutePath } from '../absolutePath';
import type { Invocation } from '../Invocation';
import { byteSize, keyValues } from '../values';

type Apply = (mount: MountSpec, value: string) => void;

const isTrue = (value: string): boolean => !['false', '0'].includes(value);
const source: Apply = (mount, value) => (mount.Source = value);
const target: Apply = (mount, value) => (mount.Target = value);
const readOnly: Apply = (mount, value) => (mount.ReadOnly = isTrue(value));

/** Docker's keys of `--mount` beside `type`. */
const KEYS: Readonly<Record<string, Apply>> = {
  ...{ source, src: source, target, dst: target, destination: target, readonly: readOnly, ro: readOnly },
  'bind-propagation': (mount, value) => ((mount.BindOptions ??= {}).Propagation = value),
  'bind-nonrecursive': (mount, value) => ((mount.BindOptions ??= {}).NonRecursive = isTrue(value)),
  'tmpfs-size': (mount, value) => ((mount.TmpfsOptions ??= {}).SizeBytes = byteSize(value)),
  'tmpfs-mode': (mount, value) => ((mount.TmpfsOptions ??= {}).Mode = Number.parseInt(value, 8)),
};

/** `type=bind,source=./src,target=/app,readonly`, given in a directory: a key that would have no effect is refused. */
export function mountOf(text: string, cwd: Invocation['cwd']): MountSpec {
  const { type = 'volume', ...keys } = keyValues(text.split(',')) ?? {};
  if (type !== 'bind' && type !== 'volume' && type !== 'tmpfs')
    throw new InvalidArgumentError(`mount type '${type}' is not one of bind, volume, tmpfs`);
  const mount: MountSpec = { Type: type, Target: '' };
  for (const [key, value] of Object.entries(keys)) {
    const apply = KEYS[key];
    if (apply === undefined)
      throw new InvalidArgumentError(`invalid mount '${text}': '${key}' is not one of type, ${Object.keys(KEYS).join(', ')}`);
    apply(mount, value);
  }
  if (type === 'bind' && mount.Source !== undefined) mount.Source = absolutePath(mount.Source, cwd);
  return mount;
}
