import { CST, Lexer } from 'yaml';

export interface Token {
  type: CST.TokenType | 'error';
  start: number;
  end: number;
  /** The lines of a literal or folded text, the last line end included. */
  isBlock: boolean;
}

/** Characters the lexer puts between the tokens: they are not of the text. */
const MARKS = new Set(['\u0002', '\u0018', '\u001f']);

/** A YAML text as its tokens, in order and without a gap. */
export function* yamlTokens(text: string): Generator<Token> {
  let at = 0;
  let isScalar = false;
  let isBlock = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (!isScalar && MARKS.has(lexeme)) {
      isScalar = lexeme === '\u001f';
      continue;
    }
    const type: Token['type'] = isScalar ? 'scalar' : (CST.tokenType(lexeme) ?? 'error');
    yield { type, start: at, end: at + lexeme.length, isBlock: isScalar && isBlock };
    at += lexeme.length;
    if (isScalar) isBlock = false;
    else if (type === 'block-scalar-header') isBlock = true;
    isScalar = false;
  }
}
