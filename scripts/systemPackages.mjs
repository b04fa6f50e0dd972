/** Debian packages, by what they are needed for, and their installation. */
import { spawnSync } from 'node:child_process';
import { run, step } from './steps.mjs';

export const packagesFor = {
  build: [
    'cmake',
    'ninja-build',
    'g++',
    'pkg-config',
    'nlohmann-json3-dev',
    'doctest-dev',
    'libseccomp-dev',
    'libarchive-dev',
    'zlib1g-dev',
    'libzstd-dev',
    'liblzma-dev',
    'libbz2-dev',
    'libacl1-dev',
    'libxml2-dev',
    'liblz4-dev',
    'nettle-dev',
  ],
  /** newuidmap and newgidmap, for containers of users who are not root. */
  run: ['uidmap'],
  editor: ['g++', 'make', 'python3'],
  test: [
    'clang',
    'clang-format',
    'clang-tidy',
    'busybox-static',
    'skopeo',
    'umoci',
    'docker-registry',
    'openssl',
    'runc',
    'crun',
    'bubblewrap',
    'util-linux',
    'procps',
    'chromium',
    'neovim',
  ],
  vm: ['qemu-system-x86', 'busybox-static', 'cpio', 'kmod', 'gzip', 'systemd'],
  bench: ['bubblewrap', 'crun', 'runc', 'podman', 'docker.io', 'busybox-static', 'skopeo', 'umoci'],
};

function missing(names) {
  const query = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Abbrev}\\n', ...names], { encoding: 'utf8' });
  const installed = new Set(
    (query.stdout ?? '')
      .split('\n')
      .filter((line) => line.includes(' ii'))
      .map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !installed.has(name));
}

/** Installs what is missing with apt-get, as root or through sudo; otherwise fails with the one command to run. */
export async function ensureSystemPackages(...purposes) {
  const names = missing([...new Set(purposes.flatMap((purpose) => packagesFor[purpose]))]);
  if (names.length === 0) return;
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...names];
  const asRoot = rights(install);
  await step(`Installing system packages: ${names.join(' ')}`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run([...asRoot, 'apt-get', 'update', '-qq'], { env });
    await run([...asRoot, ...(asRoot.length ? ['env', 'DEBIAN_FRONTEND=noninteractive'] : []), ...install], { env });
  });
}

/** Puts the files of packages into a folder without installing them; lists of packages that are too old are brought up to date. */
export async function downloadSystemPackages(names, folder) {
  const download = () => run(['apt-get', 'download', '-qq', ...names], { cwd: folder });
  try {
    await download();
  } catch {
    const update = ['apt-get', 'update', '-qq'];
    await run([...rights(update), ...update]);
    await download();
  }
}

/** What to put before a command that only root may run. */
function rights(command) {
  const asRoot = process.getuid() === 0 ? [] : sudo();
  if (!asRoot)
    throw new Error(
      `System packages are missing and sudo is not available. Run this as root, then start again:\n\n  ${command.join(' ')}\n`,
    );
  return asRoot;
}

/** `sudo` with a password prompt on the terminal first, so that later calls need none; undefined when there is no way. */
function sudo() {
  if (spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0) return ['sudo'];
  if (process.stdin.isTTY && spawnSync('sudo', ['-v'], { stdio: 'inherit' }).status === 0) return ['sudo'];
  return undefined;
}
