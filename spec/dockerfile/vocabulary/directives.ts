interface DirectiveSpec {
  doc: string;
  example: string;
  /** What may stand behind the `=`. */
  values: readonly string[];
}

export const DIRECTIVES: Readonly<Record<string, DirectiveSpec>> = {
  syntax: {
    doc: 'The image of the frontend that reads this file.',
    example: '# syntax=docker/dockerfile:1',
    values: ['docker/dockerfile:1', 'docker/dockerfile:1-labs'],
  },
  escape: {
    doc: 'The character that escapes others and the end of a line: `\\`, or `` ` `` for paths of Windows.',
    example: '# escape=`',
    values: ['`', '\\'],
  },
  check: {
    doc: 'Which checks of the build tool are left out (`skip=`, with commas), and whether their warnings end a build (`error=true`).',
    example: '# check=skip=JSONArgsRecommended;error=true',
    values: ['skip=', 'error=true'],
  },
};
