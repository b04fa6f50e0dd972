import { escapeCases } from './support/escapeCases';
import { modes } from './support/modes';

for (const mode of modes) escapeCases(mode);
if (modes.includes('rootless')) escapeCases('privileged');
