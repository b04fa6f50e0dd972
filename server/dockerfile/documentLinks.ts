import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver/node';
import type { Instruction, Word } from '../../spec/dockerfile/Dockerfile';
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import type { Feature } from '../features/Feature';

const MAX_LINKS = 500;

/** Sources in the build context; those of a stage or an image are elsewhere. */
function sourcesOf({ keyword, flags, words, json }: Instruction): Word[] {
  if ((keyword !== 'COPY' && keyword !== 'ADD') || flags.some(({ name }) => name === 'from')) return [];
  return (json ?? words).slice(0, -1).filter(({ text }) => /^[\w./-]+$/.test(text));
}

/** Files that are copied, where they exist in a directory it is built with. */
export const documentLinks: Feature<DocumentLinkParams, DocumentLink[], DockerfileDocument> = ({ document }, _, token) =>
  document.file.instructions
    .flatMap(sourcesOf)
    .slice(0, MAX_LINKS)
    .flatMap(({ text, range }) => {
      const path = token.isCancellationRequested
        ? undefined
        : document.contexts.map((directory) => join(directory, text)).find((one) => document.hasFile(one));
      return path === undefined ? [] : [{ range: document.rangeOfOffsets(range), target: pathToFileURL(path).href }];
    });
