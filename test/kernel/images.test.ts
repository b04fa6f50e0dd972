import { imageCases } from './support/imageCases';
import { modes } from './support/modes';

for (const mode of modes) imageCases(mode);
