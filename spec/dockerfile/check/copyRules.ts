import { dirname, join, relative } from 'node:path';
import type { Instruction, Word } from '../Dockerfile';
import { ignoredBy } from '../ignoreFile';
import { unquoted } from '../parse/words';
import { finding, isPlain } from './Rule';
import type { Checked, FileRule } from './Rule';

/** Paths of the build context; what is a pattern, a variable, a heredoc or an address cannot be told. */
function sourcesOf({ keyword, flags, words, json }: Instruction): Word[] {
  if ((keyword !== 'COPY' && keyword !== 'ADD') || flags.some(({ name }) => name === 'from')) return [];
  return (json ?? words).slice(0, -1).filter(({ text }) => isPlain(text) && !/[*?[\\]|^\d*<<|:\/\/|^git@/.test(text));
}

/** The one named after the Dockerfile comes before that of the directory it is built with. */
function ignoreFiles({ path, contexts, readFile }: Checked): string[] {
  const isThere = (file: string): boolean => readFile(file) !== undefined;
  const own = `${path}.dockerignore`;
  return isThere(own)
    ? [own]
    : contexts()
        .map((directory) => join(directory, '.dockerignore'))
        .filter(isThere);
}

export const ignoredSources: FileRule = (checked) => {
  const { dockerfile, path, readFile } = checked;
  const sources = dockerfile.instructions.flatMap(sourcesOf);
  const files = sources.length > 0 ? ignoreFiles(checked) : [];
  return files.flatMap((file) => {
    const isIgnored = ignoredBy(readFile(file) ?? '');
    return sources
      .filter(({ text }) => isIgnored?.(unquoted(text, dockerfile.escape)))
      .map(({ text, range }) => {
        const message = `'${text.slice(0, 80)}' is left out of the build by ${relative(dirname(path), file)}.`;
        return finding('dockerfile-copy-ignored', range, message, 'warning');
      });
  });
};
