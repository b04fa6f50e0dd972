import { dockerCases } from './support/dockerCases';
import { modesOfLongCases } from './support/modes';

for (const mode of modesOfLongCases) dockerCases(mode);
