/** The one container that every engine runs, for the API and as flags of `docker run`. */
export const imageName = 'bench/true:latest';

/** The limits are podman's need: its own defaults are above what a machine without CAP_SYS_RESOURCE may set. */
const MAX = 1024;
const limits = ['nofile', 'nproc'];

export const spec = {
  Image: imageName,
  HostConfig: {
    AutoRemove: true,
    NetworkMode: 'none',
    Ulimits: limits.map((Name) => ({ Name, Soft: MAX, Hard: MAX })),
  },
};

export const flags = [
  ...['--rm', '--network', 'none'],
  ...limits.flatMap((name) => ['--ulimit', `${name}=${String(MAX)}:${String(MAX)}`]),
];
