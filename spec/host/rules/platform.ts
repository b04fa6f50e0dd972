import { MACHINES } from '../../image/platforms';
import { finding } from './Rule';
import type { HostRule } from './Rule';

/** What a 64-bit kernel runs as well. */
const COMPATIBLE: Readonly<Record<string, readonly string[]>> = { x86_64: ['i686'], aarch64: ['armv7l'] };

/** `uname -m` for the names qemu registers its emulators by. */
const emulated = (names: readonly string[]): string[] => names.map((name) => ({ arm: 'armv7l', i386: 'i686' })[name] ?? name);

export const platform: HostRule = (asks, { kernel, emulators }) =>
  asks.platforms.flatMap((one) => {
    const [system = '', architecture = ''] = one.value.toLowerCase().split('/');
    const machine = MACHINES[architecture];
    if (emulators === undefined || (system === 'linux' && machine === undefined)) return [];
    if (system !== 'linux')
      return ['windows', 'darwin', 'freebsd'].includes(system)
        ? [finding(one, 'host-platform', `${one.key}: ${one.value} is not for Linux; this host cannot run it.`)]
        : [];
    const runs = [kernel.machine, ...(COMPATIBLE[kernel.machine] ?? []), ...emulated(emulators)];
    if (machine === undefined || runs.includes(machine)) return [];
    const message = `${one.key}: this host is ${kernel.machine} and has no emulator for ${architecture}: its programs fail with 'exec format error'.`;
    return [finding(one, 'host-platform', message)];
  });
