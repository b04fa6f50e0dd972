import { join, normalize } from 'node:path';
import { CompletionItemKind } from 'vscode-languageserver/node';
import type { CompletionItem } from 'vscode-languageserver/node';
import type { DockerfileDocument } from '../../documents/DockerfileDocument';
import type { Cursor } from '../cursor';
import type { Offer } from './Offer';

/** Names that are one word without quotes and no pattern. */
const PLAIN_NAME = /^[^\s"'\\$*?[\]<>#]+$/;
/** What a build does not see, or nobody copies. */
const HIDDEN = /^\.(?:git|dockerignore)$/;

interface Surroundings {
  contexts: readonly string[];
  listDirectory: (path: string) => ReturnType<DockerfileDocument['listDirectory']>;
}

/** Files of the build context for COPY and ADD; those of a stage or an image are elsewhere, and nothing is above the context. */
export function pathOffer({ contexts, listDirectory }: Surroundings, { instruction, typed }: Cursor): Offer | undefined {
  const takesFiles = instruction?.keyword === 'COPY' || instruction?.keyword === 'ADD';
  if (!takesFiles || instruction.flags.some(({ name }) => name === 'from') || typed.startsWith('-')) return undefined;
  const slash = typed.lastIndexOf('/') + 1;
  const folder = normalize(`./${typed.slice(0, slash)}`);
  if (folder.startsWith('..')) return undefined;
  const found = new Map<string, CompletionItem>();
  for (const { name, isDirectory } of contexts.flatMap((context) => listDirectory(join(context, folder)))) {
    if (!PLAIN_NAME.test(name) || HIDDEN.test(name)) continue;
    // A directory goes on with what is in it.
    const label = isDirectory ? `${name}/` : name;
    found.set(label, { label, kind: isDirectory ? CompletionItemKind.Folder : CompletionItemKind.File });
  }
  return { items: [...found.values()], typed: typed.slice(slash) };
}
