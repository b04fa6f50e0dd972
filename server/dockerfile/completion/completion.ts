import { InsertTextMode } from 'vscode-languageserver/node';
import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver/node';
import type { DockerfileDocument } from '../../documents/DockerfileDocument';
import type { FeatureContext, LateFeature } from '../../features/Feature';
import { cursorAt } from '../cursor';
import type { Cursor } from '../cursor';
import { flagItems, flagValueItems } from './flags';
import { directiveOffer, keywordItems } from './keywords';
import { inOrder } from './Offer';
import type { Offer } from './Offer';
import { pathOffer } from './paths';
import { snippetItems } from './snippets';
import { tagItems } from './tags';
import { imageItems, stageItems, variableItems, wordItems } from './words';

function offerAt({ document, client }: FeatureContext<DockerfileDocument>, cursor: Cursor): Offer | undefined {
  const { kind, typed } = cursor;
  if (kind === 'comment') return directiveOffer(cursor);
  const variable = /\$\{?(\w*)$/.exec(typed);
  if (variable) return { items: variableItems(cursor), typed: variable[1] ?? '' };
  switch (kind) {
    case 'keyword':
      return { items: [...keywordItems(cursor), ...(document.isWhole ? snippetItems(cursor, client) : [])], typed };
    case 'flagName':
      return { items: inOrder(flagItems(cursor)), typed };
    case 'flagValue':
      return flagValueItems(cursor, stageItems(cursor));
    case 'word': {
      const flags = cursor.index === 0 && typed === '' ? flagItems(cursor) : [];
      const paths = pathOffer({ contexts: document.contexts, listDirectory: (path) => document.listDirectory(path) }, cursor);
      if (paths) return { ...paths, items: inOrder(paths.items, flags) };
      const images = cursor.instruction?.keyword === 'FROM' && cursor.index === 0 ? imageItems(document.images()) : [];
      return { items: inOrder(wordItems(cursor), images, flags), typed };
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
  const start = offset - (position.character === 0 ? 0 : typed.length);
  const behind = document.lineAt(position.line).slice(position.character);
  return offer.items.map(({ insertText, ...item }) => {
    const newText = insertText ?? item.label;
    return {
      ...item,
      insertTextMode: InsertTextMode.asIs,
      textEdit: { range: document.rangeOfOffsets([start, offset + restLength(behind, newText)]), newText },
    };
  });
}

/** Of the word behind the cursor, with the sign that the new text brings along. */
function restLength(behind: string, newText: string): number {
  const { length } = /^[\w.-]*/.exec(behind)?.[0] ?? '';
  const sign = /[ =/]$/.exec(newText)?.[0];
  return sign !== undefined && behind.charAt(length) === sign ? length + 1 : length;
}

/** Behind all that is sorted by a number. */
const last = (item: CompletionItem): CompletionItem => ({ ...item, sortText: `~${item.sortText ?? item.label}` });

type Items = CompletionItem[] | CompletionList;

export const completion: LateFeature<CompletionParams, Items, DockerfileDocument> = (context, params, token) => {
  const { document } = context;
  const cursor = cursorAt(document.text, document.offsetAt(params.position));
  const offer = offerAt(context, cursor);
  if (!offer) return undefined;
  const items = edited(document, params, offer);
  return (
    tagItems(context, cursor, token)?.then(({ isIncomplete, ...tags }) => ({
      isIncomplete,
      items: [...edited(document, params, tags), ...items.map(last)],
    })) ?? items
  );
};
