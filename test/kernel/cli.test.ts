import { cliCases } from './support/cliCases';
import { modes } from './support/modes';

for (const mode of modes) cliCases(mode);
cliCases('root', 'bulkhead-cli');
