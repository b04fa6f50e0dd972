import type { HostConfig } from '../container/ContainerSpec';
import type { Problem } from '../Problem';
import type { OciConfig, OciLinux, OciMount, OciProcess, OciResources } from './OciConfig';
import type { OciInput } from './OciInput';

/** The config under construction with its parts present, and the list of what is wrong. */
export interface OciContext {
  input: OciInput;
  hostConfig: HostConfig;
  config: OciConfig & { process: OciProcess; linux: OciLinux & { resources: OciResources }; mounts: OciMount[] };
  problems: Problem[];
  /** The container is in a user namespace that is not the host's. */
  inUserNamespace: boolean;
  report: (code: string, key: string, message: string, severity?: Problem['severity']) => void;
}

export function createContext(input: OciInput): OciContext {
  const problems: Problem[] = [];
  return {
    input,
    hostConfig: input.spec.HostConfig ?? {},
    config: {
      ociVersion: '1.2.0',
      root: { path: 'rootfs' },
      process: { user: { uid: input.user.uid, gid: input.user.gid }, args: [], cwd: '/' },
      mounts: [],
      linux: { resources: {} },
    },
    problems,
    inUserNamespace: input.helper.mode !== 'root' || input.userNamespace !== undefined,
    report: (code, key, message, severity = 'error') => {
      problems.push({ code, severity, message, path: key.split('.') });
    },
  };
}
