import { containerCases } from './support/containerCases';
import { modes } from './support/modes';

for (const mode of modes) containerCases(mode);
