import { isScalar, Schema } from 'yaml';
import type { LocatedScalar } from './Located';

/** What is more than text in the core schema of YAML 1.2, in the order it is tried. */
const TAGS = new Schema({ schema: 'core' }).tags.flatMap((tag) =>
  !tag.collection && tag.default === true && tag.test ? [tag] : [],
);

/** Only such a text can be anything else. */
const NOT_TEXT = /^(?:~|null|true|false|[-+]?\.?(?:\d[\da-fox.e+-]*|inf|nan))$/i;

function ignore(): void {
  // None of these tags has anything to complain of.
}

/** The value of a text without quotes: a number, a boolean, null, or the text. */
export function plainScalar(text: string): LocatedScalar['value'] {
  if (!NOT_TEXT.test(text)) return text;
  const tag = TAGS.find(({ test }) => test?.test(text));
  if (!tag) return text;
  const value: unknown = tag.resolve(text, ignore, {});
  return (isScalar(value) ? value.value : value) as LocatedScalar['value'];
}
