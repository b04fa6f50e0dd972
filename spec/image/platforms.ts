import type { ImagePlatform } from './ImageFacts';

/** `uname -m` for the architectures of images. */
export const MACHINES: Readonly<Record<string, string>> = {
  amd64: 'x86_64',
  arm64: 'aarch64',
  arm: 'armv7l',
  386: 'i686',
  riscv64: 'riscv64',
  ppc64le: 'ppc64le',
  s390x: 's390x',
};

/** Other names of architectures that people write. */
const SPELLINGS: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  armhf: 'arm',
  i386: '386',
};

/** The oldest variant is meant by none of `arm64`, and `v7` by none of `arm`. */
const DEFAULT_VARIANTS: Readonly<Record<string, string>> = { arm64: 'v8', arm: 'v7' };

/** The platform of images that a machine runs; `undefined` for a machine no image is for. */
export function platformOfMachine(machine: string): ImagePlatform | undefined {
  const architecture = Object.keys(MACHINES).find((name) => MACHINES[name] === machine);
  return architecture === undefined ? undefined : { os: 'linux', architecture };
}

/** `linux/arm/v7`, `linux` or `arm64`; `undefined` when it is none of these. */
export function parsePlatform(text: string): ImagePlatform | undefined {
  const parts = text.toLowerCase().split('/');
  const [first = '', second, variant] = parts;
  if (parts.length > 3 || parts.some((part) => !/^[a-z0-9_.-]+$/.test(part))) return undefined;
  if (second === undefined) return undefined;
  const architecture = SPELLINGS[second] ?? second;
  return { os: first, architecture, ...(variant === undefined ? {} : { variant }) };
}

export const platformText = ({ os, architecture, variant }: ImagePlatform): string =>
  [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');

const variantOf = ({ architecture, variant }: ImagePlatform): string => variant ?? DEFAULT_VARIANTS[architecture] ?? '';

/** Whether an image for one platform is what another asks for: an ARM of a later version runs what is for an earlier one. */
export function suits(image: ImagePlatform, wanted: ImagePlatform): boolean {
  if (image.os !== wanted.os || image.architecture !== wanted.architecture) return false;
  if (image.architecture === 'arm') return variantOf(image) <= variantOf(wanted);
  return wanted.variant === undefined || variantOf(image) === variantOf(wanted);
}

/** The best of several for a platform. */
export function bestFor<Image extends ImagePlatform>(images: readonly Image[], wanted: ImagePlatform): Image | undefined {
  const suitable = images.filter((one) => suits(one, wanted));
  return suitable.reduce<Image | undefined>((best, one) => (best && variantOf(best) >= variantOf(one) ? best : one), undefined);
}
