import { dirname, join } from 'node:path';
import type { Fixer } from './Fix';
import { replace } from './Fix';

const VARIABLE = /^\$(?:\{([a-zA-Z_]\w*)\}|([a-zA-Z_]\w*))$/;

/** Only a problem that is exactly at `$NAME` or `${NAME}`. */
function nameAt(text: string): string | undefined {
  const match = VARIABLE.exec(text);
  return match?.[1] ?? match?.[2];
}

export const withDefault: Fixer = ({ document }, { range }) => {
  const name = range && nameAt(document.text.slice(...range));
  return name === undefined ? [] : replace(document, range, `\${${name}:-}`, `Give ${name} an empty default`);
};

/** `${NAME:?why}` wants a value as well. */
export const setInEnv: Fixer = ({ document }, { range }) => {
  const written = range ? document.text.slice(...range) : '';
  const name = nameAt(written) ?? /^\$\{([a-zA-Z_]\w*):?\?/.exec(written)?.[1];
  const path = join(dirname(document.path), '.env');
  return name === undefined ? [] : [{ title: `Add ${name} to .env`, append: { path, text: `${name}=\n` } }];
};
