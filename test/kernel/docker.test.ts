import { dockerCases } from './support/dockerCases';
import { modes } from './support/modes';

for (const mode of modes) dockerCases(mode);
if (modes.includes('rootless')) dockerCases('privileged');
