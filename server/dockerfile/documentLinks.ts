import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver/node';
import type { Instruction, Word } from '../../spec/dockerfile/Dockerfile';
import { stageUses } from '../../spec/dockerfile/stages';
import { imagePage } from '../../spec/words/imagePage';
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import type { Feature } from '../features/Feature';

const MAX_LINKS = 500;

/** Sources in the build context; those of a stage or an image are elsewhere. */
function sourcesOf({ keyword, flags, words, json }: Instruction): Word[] {
  if ((keyword !== 'COPY' && keyword !== 'ADD') || flags.some(({ name }) => name === 'from')) return [];
  return (json ?? words).slice(0, -1).filter(({ text }) => /^[\w./-]+$/.test(text));
}

/** What a stage begins with, where that is no stage itself. */
function imageLinks(document: DockerfileDocument): DocumentLink[] {
  return stageUses(document.file)
    .filter(({ kind, name, to }) => kind === 'from' && !to && name !== 'scratch')
    .slice(0, MAX_LINKS)
    .flatMap(({ name, range }) => {
      const target = imagePage(name);
      return target === undefined ? [] : [{ range: document.rangeOfOffsets(range), target }];
    });
}

/** Files that are copied, where they exist in a directory it is built with, and the pages of images. */
export const documentLinks: Feature<DocumentLinkParams, DocumentLink[], DockerfileDocument> = ({ document }, _, token) => {
  const files = document.file.instructions
    .flatMap(sourcesOf)
    .slice(0, MAX_LINKS)
    .flatMap(({ text, range }) => {
      const path = token.isCancellationRequested
        ? undefined
        : document.contexts.map((directory) => join(directory, text)).find((one) => document.hasFile(one));
      return path === undefined ? [] : [{ range: document.rangeOfOffsets(range), target: pathToFileURL(path).href }];
    });
  return [...files, ...imageLinks(document)];
};
