import type { CompletionItemKind, TextEdit } from 'vscode-languageserver/node';
import type { ValueType } from '../../../spec/compose/vocabulary/ValueType';
import type { WordKind } from '../../../spec/words/explainWord';
import type { CursorContext } from '../../documents/cursorContext';
import type { FeatureContext } from '../Feature';

/** Where something is to be completed, and what may stand there. */
export interface Place {
  context: FeatureContext;
  cursor: CursorContext;
  type: ValueType;
  line: number;
  /** The cursor's line, on both sides of it. */
  before: string;
  behind: string;
}

/** What is written when a candidate is chosen; how depends on quotes, brackets and the language around it. */
export type Insertion =
  | { kind: 'key'; key: string; type: ValueType }
  | { kind: 'value'; text: string; isText: boolean; /** More of it is to be typed. */ isOpen?: boolean }
  /** Replaces what is typed from a column on, as it stands. */
  | {
      kind: 'part';
      text: string;
      column: number;
      /** What is replaced behind the cursor, too; the rest of a word when missing. */ rest?: RegExp;
    }
  /** Lines with `${1:…}` for what is to be filled in. */
  | {
      kind: 'lines';
      lines: readonly string[];
      /** Further ones, at the first column. */
      below: readonly string[];
      /** What is changed elsewhere with it. */
      edits: readonly TextEdit[];
    };

/** What the documentation of a candidate is made of when somebody looks at it. */
export type About =
  | { key: (string | number)[] }
  | { value: string; of: (string | number)[] }
  | { word: WordKind; name: string }
  | { text: string }
  | { image: string };

export interface Candidate {
  label: string;
  kind: CompletionItemKind;
  insert: Insertion;
  about?: About;
  /** What is typed to find it, when that is not its label. */
  filter?: string;
  /** Comes before the label in the order: `1` when missing. */
  order?: string;
  /** Comes before that again. */
  group?: number;
  isDeprecated?: boolean;
  /** Begins a block list: a mark comes before it. */
  isListStart?: boolean;
}

/** One origin of candidates: none when it has nothing to say of a place. */
export type Source = (place: Place) => Candidate[];

export const textValue = (text: string): Insertion => ({ kind: 'value', text, isText: true });
