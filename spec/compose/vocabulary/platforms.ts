/** What images are made for, as `os/architecture[/variant]`. */
export const PLATFORMS = {
  'linux/amd64': '64-bit x86.',
  'linux/arm64': '64-bit ARM: Apple silicon, Graviton, Raspberry Pi 3 and later.',
  'linux/arm/v7': '32-bit ARM.',
  'linux/riscv64': '64-bit RISC-V.',
  'linux/s390x': 'IBM Z.',
  'linux/ppc64le': 'POWER.',
};
