import { MarkupKind } from 'vscode-languageserver/node';
import type { CancellationToken, CompletionItem } from 'vscode-languageserver/node';
import { platformOfMachine } from '../../spec/image/platforms';
import { parseReference } from '../../spec/words/imageReference';
import type { OpenDocument } from '../documents/OpenDocument';
import type { FeatureContext } from '../features/Feature';
import { imageText } from './imageText';

/** A tag of a list with what is known of its image. */
export async function resolveTag(
  { document, host, registries }: FeatureContext<OpenDocument>,
  item: CompletionItem,
  image: string,
  token: CancellationToken,
): Promise<CompletionItem> {
  const reference = parseReference(image);
  if (!reference || !registries) return item;
  const platform = platformOfMachine(host?.kernel.machine ?? '');
  const value = imageText(reference, await registries.ask({ reference, platform }, token), document.images());
  return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}
