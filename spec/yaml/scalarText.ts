/** Words of letters, digits and signs that mean nothing to YAML where they stand, with single blanks between. */
const PLAIN = /^[a-zA-Z_/.~](?:[\w./~@+=%()$-]|,(?! )|:(?=[^\s]))*(?: (?:[\w./~@+=%()$-]|,(?=\S)|:(?=[^\s]))+)*$/;
/** What YAML 1.1 or 1.2 reads as something else than a text, quotes apart. */
const OTHER = /^(?:true|false|null|yes|no|on|off|y|n|~|\.inf|\.nan)$/i;
const MAX_PLAIN = 200;

/** A text as YAML: plain where nobody could take it for something else, else in double quotes. */
export function scalarText(text: string): string {
  return text.length <= MAX_PLAIN && PLAIN.test(text) && !OTHER.test(text) ? text : JSON.stringify(text);
}
