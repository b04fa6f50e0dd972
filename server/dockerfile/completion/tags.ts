import { CompletionItemKind } from 'vscode-languageserver/node';
import type { CancellationToken } from 'vscode-languageserver/node';
import type { DockerfileDocument } from '../../documents/DockerfileDocument';
import type { ItemData } from '../../features/completion/completion';
import { orderOf } from '../../features/completion/order';
import type { FeatureContext } from '../../features/Feature';
import { tagOffer, typedTag } from '../../images/tagOffer';
import type { Cursor } from '../cursor';
import type { Offer } from './Offer';

/** What is typed of an image: in FROM, in `COPY --from`, and in `RUN --mount=from`. */
function typedImage({ kind, typed, instruction, index, flag }: Cursor): string | undefined {
  if (kind === 'word') return instruction?.keyword === 'FROM' && index === 0 ? typed : undefined;
  if (kind !== 'flagValue') return undefined;
  if (flag === 'from') return typed;
  return flag === 'mount' ? /(?:^|,)from=([^,]*)$/.exec(typed)?.[1] : undefined;
}

/** Tags behind the name of an image, from its registry; `undefined` where none is typed or none may be asked. */
export function tagItems(
  { document, registries, client }: FeatureContext<DockerfileDocument>,
  cursor: Cursor,
  token: CancellationToken,
): Promise<Offer & { isIncomplete: boolean }> | undefined {
  const image = typedTag(typedImage(cursor) ?? '');
  if (!image || !registries) return undefined;
  const { name, typed } = image;
  return tagOffer(registries, image, token).then((offer) => ({
    items: (offer?.tags ?? []).map((tag, index) => {
      const data: ItemData = { document: document.uri, about: { image: name + tag } };
      return {
        label: tag,
        kind: CompletionItemKind.Value,
        sortText: orderOf(index),
        ...(client.resolvesCompletion ? { data } : {}),
      };
    }),
    typed,
    isIncomplete: offer?.isIncomplete ?? true,
  }));
}
