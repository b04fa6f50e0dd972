import { healthCases } from './support/healthCases';
import { modes } from './support/modes';

for (const mode of modes) healthCases(mode);
