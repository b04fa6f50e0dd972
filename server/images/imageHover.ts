import type { CancellationToken } from 'vscode-languageserver/node';
import { platformFor } from '../../spec/image/imageRules';
import type { ImageUse } from '../../spec/image/ImageUse';
import type { OpenDocument } from '../documents/OpenDocument';
import type { FeatureContext } from '../features/Feature';
import { imageText } from './imageText';

/** The image whose name an offset is in. */
export function imageAt(document: OpenDocument, offset: number): ImageUse | undefined {
  return document.imageUses().find(({ text, placed }) => {
    const [start, end] = placed.rangeOf([0, text.length]);
    return start <= offset && offset <= end;
  });
}

/** What its registry and the engine say of an image; `undefined` where nobody is asked. */
export function describeImage(
  { document, host, registries }: FeatureContext<OpenDocument>,
  use: ImageUse,
  token: CancellationToken,
): Promise<string | undefined> | undefined {
  const wanted = { reference: use.reference, platform: platformFor(use, host?.kernel.machine) };
  return registries?.ask(wanted, token).then((learned) => imageText(use.reference, learned, document.images()));
}
