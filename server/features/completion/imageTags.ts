import { CompletionItemKind } from 'vscode-languageserver/node';
import type { CancellationToken } from 'vscode-languageserver/node';
import { alternatives } from '../../../spec/compose/check/checkProjectTree';
import { tagOffer, typedTag } from '../../images/tagOffer';
import { orderOf } from './order';
import type { Candidate, Place } from './Source';

interface LateCandidates {
  candidates: Candidate[];
  isIncomplete: boolean;
}

/** Tags behind the name of an image, from its registry; `undefined` where none is typed or none may be asked. */
export function imageTags({ context, cursor, type }: Place, token: CancellationToken): Promise<LateCandidates> | undefined {
  const { registries } = context;
  const isImage = alternatives(type).some((option) => option.kind === 'string' && option.source === 'image');
  const typed = isImage && registries ? typedTag(cursor.prefix) : undefined;
  if (!typed || !registries) return undefined;
  const column = cursor.column + typed.name.length;
  return tagOffer(registries, typed, token).then((offer) => ({
    candidates: (offer?.tags ?? []).map((tag, index) => ({
      label: tag,
      kind: CompletionItemKind.Value,
      insert: { kind: 'part', text: tag, column },
      about: { image: typed.name + tag },
      order: orderOf(index),
    })),
    isIncomplete: offer?.isIncomplete ?? true,
  }));
}
