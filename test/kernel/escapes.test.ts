import { escapeCases } from './support/escapeCases';
import { modesOfLongCases } from './support/modes';

for (const mode of modesOfLongCases) escapeCases(mode);
