import { dirname, join } from 'node:path';
import type { Instruction, Word } from '../Dockerfile';
import { ignoredBy } from '../ignoreFile';
import { unquoted } from '../parse/words';
import { finding, isPlain } from './Rule';
import type { FileRule } from './Rule';

/** Paths of the build context; what is a pattern, a variable, a heredoc or an address cannot be told. */
function sourcesOf({ keyword, flags, words, json }: Instruction): Word[] {
  if ((keyword !== 'COPY' && keyword !== 'ADD') || flags.some(({ name }) => name === 'from')) return [];
  return (json ?? words).slice(0, -1).filter(({ text }) => isPlain(text) && !/[*?[\\]|^\d*<<|:\/\/|^git@/.test(text));
}

/** The one named after the Dockerfile comes before that of the directory. */
export const ignoredSources: FileRule = ({ dockerfile: { instructions, escape }, path, readFile }) => {
  const file = [`${path}.dockerignore`, join(dirname(path), '.dockerignore')].find((one) => readFile(one) !== undefined);
  const isIgnored = file === undefined ? undefined : ignoredBy(readFile(file) ?? '');
  if (!isIgnored) return [];
  return instructions
    .flatMap(sourcesOf)
    .filter(({ text }) => isIgnored(unquoted(text, escape)))
    .map(({ text, range }) =>
      finding('dockerfile-copy-ignored', range, `'${text.slice(0, 80)}' is left out of the build by .dockerignore.`, 'warning'),
    );
};
