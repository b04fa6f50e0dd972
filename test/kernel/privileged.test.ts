import { containerCases } from './support/containerCases';
import { modes } from './support/modes';

// Where the built-in image can be laid over the host in a user namespace; see modes.ts.
if (modes.includes('rootless')) containerCases('privileged');
