import { dirname, join } from 'node:path';
import { rangeInFile } from '../../../spec/yaml/Located';
import { isFlow } from '../../edits/removal';
import { stepsAt } from '../../edits/stepsAt';
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
  if (name === undefined || !range) return [];
  const [text, title] = [`\${${name}:-}`, `Give ${name} an empty default`];
  const step = stepsAt(document, range[0]).at(-1);
  const plain = step && step.node.kind === 'scalar' && isFlow(document, step) ? rangeInFile(step.node) : undefined;
  if (!plain || /^["']/.test(document.text.charAt(plain[0]))) return replace(document, range, text, title);
  // Within brackets, braces have to be quoted.
  const written = document.text.slice(plain[0], range[0]) + text + document.text.slice(range[1], plain[1]);
  return replace(document, plain, JSON.stringify(written), title);
};

/** `${NAME:?why}` wants a value as well. */
export const setInEnv: Fixer = ({ document }, { range }) => {
  const written = range ? document.text.slice(...range) : '';
  const name = nameAt(written) ?? /^\$\{([a-zA-Z_]\w*):?\?/.exec(written)?.[1];
  const path = join(dirname(document.path), '.env');
  return name === undefined ? [] : [{ title: `Add ${name} to .env`, append: { path, text: `${name}=\n` } }];
};

/** A name that was not meant as one, as in a password. */
export const asDollar: Fixer = ({ document }, { range }) => {
  const written = range ? document.text.slice(...range) : '';
  return /^\$\w+$/.test(written) ? replace(document, range, `$${written}`, 'Write $$ for a dollar sign') : [];
};

/** Up to where it was looked for. */
export const closed: Fixer = ({ document }, { range }) => {
  const written = range ? document.text.slice(...range) : '';
  return /^\$\{[a-zA-Z_]\w*(?::?[-?+][^}]*)?$/.test(written) ? replace(document, range, `${written}}`, 'Close with }') : [];
};
