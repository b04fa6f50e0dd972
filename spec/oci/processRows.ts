import type { OciContext } from './OciContext';

const DEFAULT_PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Docker's rule: an entrypoint in the spec switches the image's command off; `['']` resets the image's entrypoint. */
export function applyArgs({ input, config, report }: OciContext): void {
  const { spec, image } = input;
  const hasEntrypoint = spec.Entrypoint !== undefined && spec.Entrypoint !== null && spec.Entrypoint.length > 0;
  const entrypoint = (hasEntrypoint ? spec.Entrypoint : image.Entrypoint) ?? [];
  const hasCommand = spec.Cmd !== undefined && spec.Cmd !== null && spec.Cmd.length > 0;
  const command = (hasCommand ? spec.Cmd : hasEntrypoint ? [] : image.Cmd) ?? [];
  const isReset = entrypoint.length === 1 && entrypoint[0] === '';
  config.process.args = [...(isReset ? [] : entrypoint), ...command];
  if (config.process.args.length === 0)
    report('no-command', 'Cmd', 'no command specified: neither the container nor its image has a command or entrypoint.');
  else if (config.process.args.some((arg) => arg.includes('\0')))
    report('command-invalid', 'Cmd', 'The command contains a NUL character, which no program can be given.');
}

/** In a filesystem that is the container's own: the image's may be one that nobody here can make a file in. */
const INIT_PATH = '/dev/init';

/** After the arguments and the mounts, which it adds to. */
export function applyInit({ hostConfig, config, input, report }: OciContext): void {
  if (hostConfig.Init !== true) return;
  if (input.initProgram === undefined) {
    report('init-unavailable', 'HostConfig.Init', 'This engine has no init program to start as process 1: leave init out.');
    return;
  }
  if (config.mounts.some(({ destination, type }) => destination === '/dev' && type === 'bind')) {
    report(
      'init-unavailable',
      'HostConfig.Init',
      'With a bind mount at /dev there is no place for the init program: leave one of the two out.',
    );
    return;
  }
  config.mounts.push({ destination: INIT_PATH, type: 'bind', source: input.initProgram, options: ['bind', 'rprivate', 'ro'] });
  config.process.args = [INIT_PATH, 'init', '--', ...config.process.args];
}

function setVariable(env: Map<string, string>, entry: string): void {
  const equals = entry.indexOf('=', 1);
  // A bare name takes the variable away, as `docker run -e NAME` does when NAME is not set.
  if (equals < 0) env.delete(entry);
  else env.set(entry.slice(0, equals), entry.slice(equals + 1));
}

/** Defaults, then the image's, then the spec's; `HOME` is the user's unless one of them says otherwise. */
export function applyEnv({ input, config }: OciContext): void {
  const { spec, image, user } = input;
  const env = new Map<string, string>();
  setVariable(env, DEFAULT_PATH);
  if (config.hostname) env.set('HOSTNAME', config.hostname);
  if (spec.Tty) env.set('TERM', 'xterm');
  for (const entry of image.Env ?? []) setVariable(env, entry);
  for (const entry of spec.Env ?? []) setVariable(env, entry);
  if (!env.has('HOME')) env.set('HOME', user.home);
  config.process.env = [...env].map(([name, value]) => `${name}=${value}`);
}

export function applyWorkingDirectory({ input, config, report }: OciContext): void {
  const cwd = input.spec.WorkingDir || input.image.WorkingDir || '/';
  if (!cwd.startsWith('/')) {
    report('working-dir-invalid', 'WorkingDir', `the working directory '${cwd}' is invalid, it needs to be an absolute path`);
    return;
  }
  config.process.cwd = cwd;
}

export function applyHostname({ input, hostConfig, config, report }: OciContext): void {
  const { spec } = input;
  if (hostConfig.UTSMode === 'host') {
    if (spec.Hostname || spec.Domainname)
      report(
        'hostname-conflict',
        'Hostname',
        'A host name cannot be set in the UTS namespace of the host: remove it or uts: host.',
      );
    return;
  }
  const hostname = spec.Hostname || input.id.slice(0, 12);
  if (hostname.length > 64 || !/^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?$/.test(hostname)) {
    report('hostname-invalid', 'Hostname', `Host name '${hostname}' must be at most 64 letters, digits, dots and hyphens.`);
    return;
  }
  // Docker's first dot parts host from domain only in the host name it was given; the kernel's field keeps the whole.
  config.hostname = hostname;
  if (spec.Domainname) config.domainname = spec.Domainname;
}

export function applyUser({ input, config }: OciContext): void {
  const { uid, gid, additionalGids } = input.user;
  config.process.user = { uid, gid, ...(additionalGids.length > 0 ? { additionalGids } : {}) };
}
