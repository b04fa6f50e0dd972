import { yamlTokens } from '../../../spec/yaml/yamlTokens';
import type { Token } from '../../../spec/yaml/yamlTokens';

/** What stands between two line ends; a quoted or plain text over several lines is in one row. */
export interface Row {
  kind: 'row';
  start: number;
  /** Of the content, before the line end. */
  end: number;
  /** Past the line end. */
  next: number;
  /** Without the blanks the row begins with. */
  tokens: readonly Token[];
}

/** The lines of a literal or folded text. */
export interface BlockText {
  kind: 'block';
  start: number;
  end: number;
  /** As after `|` and `>`. */
  header: string;
}

/** A text as rows and block texts, which together are all of it. */
export function* yamlRows(text: string): Generator<Row | BlockText> {
  let start = 0;
  let tokens: Token[] = [];
  let header = '';
  const row = (end: number, next: number): Row => ({
    kind: 'row',
    start,
    end,
    next,
    tokens: tokens[0]?.type === 'space' ? tokens.slice(1) : tokens,
  });
  for (const token of yamlTokens(text)) {
    if (token.isBlock) {
      // At the end of the file the row of the header has no line end.
      if (tokens.length > 0) yield row(token.start, token.end);
      tokens = [];
      yield { kind: 'block', start: token.start, end: token.end, header };
      start = token.end;
    } else if (token.type === 'newline') {
      yield row(token.start, token.end);
      start = token.end;
      tokens = [];
    } else {
      if (token.type === 'block-scalar-header') header = text.slice(token.start, token.end);
      tokens.push(token);
    }
  }
  if (start < text.length) yield row(text.length, text.length);
}
