import { judged } from '../../spec/check/composeFindings';
import { checkImages, platformFor } from '../../spec/image/imageRules';
import type { Problem } from '../../spec/Problem';
import type { OpenDocument } from '../documents/OpenDocument';
import type { FeatureContext } from '../features/Feature';

type ImageSource = Pick<FeatureContext<OpenDocument>, 'document' | 'host' | 'settings' | 'registries'>;

/** What is to be said of the images of a document by what registries have said by now: it comes later than the rest, and without them not at all. */
export function imageProblems({ document, host, settings, registries }: ImageSource): Problem[] {
  const uses = registries ? document.imageUses() : [];
  if (!registries || uses.length === 0) return [];
  const machine = host?.kernel.machine;
  const found = checkImages(
    uses,
    {
      factsOf: (use) => registries.known({ reference: use.reference, platform: platformFor(use, machine) }),
      local: new Set(document.images()),
      machine,
    },
    document.path,
  );
  return judged(found, document.text, settings);
}
