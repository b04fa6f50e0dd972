import { lstatSync } from 'node:fs';
import type { DeviceNode } from '../../spec/oci/OciInput';
import { Fault } from '../faults';

export function deviceNode(path: string): DeviceNode | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined || !(stat.isCharacterDevice() || stat.isBlockDevice())) return undefined;
  if (!Number.isSafeInteger(stat.rdev)) throw new Fault('internal', `${path} has no usable device number`);
  // glibc's makedev: 12 bits of major and 20 of minor in the low 32 bits.
  const major = (stat.rdev >>> 8) & 0xfff;
  const minor = (stat.rdev & 0xff) | ((stat.rdev >>> 12) & 0xfff00);
  return { type: stat.isBlockDevice() ? 'b' : 'c', major, minor, fileMode: stat.mode & 0o777, uid: stat.uid, gid: stat.gid };
}
