import { InsertTextMode } from 'vscode-languageserver/node';
import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver/node';
import type { DockerfileDocument } from '../../documents/DockerfileDocument';
import type { LateFeature } from '../../features/Feature';
import { cursorAt } from '../cursor';
import type { Cursor } from '../cursor';
import { flagItems, flagValueItems } from './flags';
import { directiveOffer, keywordItems } from './keywords';
import type { Offer } from './Offer';
import { pathOffer } from './paths';
import { tagItems } from './tags';
import { imageItems, stageItems, variableItems, wordItems } from './words';

function offerAt(document: DockerfileDocument, cursor: Cursor): Offer | undefined {
  const { kind, typed } = cursor;
  if (kind === 'comment') return directiveOffer(cursor);
  const variable = /\$\{?(\w*)$/.exec(typed);
  if (variable) return { items: variableItems(cursor), typed: variable[1] ?? '' };
  switch (kind) {
    case 'keyword':
      return { items: keywordItems(cursor), typed };
    case 'flagName':
      return { items: flagItems(cursor), typed };
    case 'flagValue':
      return flagValueItems(cursor, stageItems(cursor));
    case 'word': {
      const flags = cursor.index === 0 && typed === '' ? flagItems(cursor) : [];
      const paths = pathOffer({ contexts: document.contexts, listDirectory: (path) => document.listDirectory(path) }, cursor);
      if (paths) return { ...paths, items: [...paths.items, ...flags] };
      const images = cursor.instruction?.keyword === 'FROM' && cursor.index === 0 ? imageItems(document.images()) : [];
      return { items: [...wordItems(cursor), ...images, ...flags], typed };
    }
    default:
      return undefined;
  }
}

/** Items as edits of what is typed. */
function edited(document: DockerfileDocument, { position }: CompletionParams, offer: Offer): CompletionItem[] {
  const offset = document.offsetAt(position);
  // A line is not left: what stands above it is no part of the word.
  const typed = offer.typed.slice(-position.character || offer.typed.length);
  const range = document.rangeOfOffsets([offset - (position.character === 0 ? 0 : typed.length), offset]);
  return offer.items.map(({ insertText, ...item }) => ({
    ...item,
    insertTextMode: InsertTextMode.asIs,
    textEdit: { range, newText: insertText ?? item.label },
  }));
}

type Items = CompletionItem[] | CompletionList;

export const completion: LateFeature<CompletionParams, Items, DockerfileDocument> = (context, params, token) => {
  const { document } = context;
  const cursor = cursorAt(document.text, document.offsetAt(params.position));
  const offer = offerAt(document, cursor);
  if (!offer) return undefined;
  const items = edited(document, params, offer);
  return (
    tagItems(context, cursor, token)?.then(({ isIncomplete, ...tags }) => ({
      isIncomplete,
      items: [...edited(document, params, tags), ...items],
    })) ?? items
  );
};
