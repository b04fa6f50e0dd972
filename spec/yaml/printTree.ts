import type { Located, LocatedScalar } from './Located';
import { scalarText } from './scalarText';

type Comment = (node: Located, parent: Located) => string | undefined;

const STEP = '  ';

/** Lines that a literal text can hold without further signs. */
function isLiteral(text: string): boolean {
  return /\n/.test(text) && /^[^\s]/.test(text) && !/[^\n -~\u00a0-\ud7ff\ue000-\ufffd]/.test(text) && !/\n\n$/.test(text);
}

function scalarOf(node: LocatedScalar, indent: string): string {
  const { value, source, isQuoted } = node;
  if (value === null) return '';
  // A dollar sign would be read as a variable again.
  const text = String(value).replaceAll('$', '$$$$');
  if (typeof value !== 'string') return source === '' ? text : source;
  if (isLiteral(text)) {
    const lines = text.split('\n').map((line) => (line === '' ? '' : `${indent}${line}`));
    return text.endsWith('\n') ? `|\n${lines.slice(0, -1).join('\n')}` : `|-\n${lines.join('\n')}`;
  }
  // What a variable came to is a number, if it looks like one.
  return !isQuoted && node.isInterpolated && /^\d+(\.\d+)?$/.test(text) ? text : scalarText(text);
}

class Printer {
  readonly lines: string[] = [];
  private readonly commentOf: Comment;

  constructor(commentOf: Comment) {
    this.commentOf = commentOf;
  }

  /** A value behind a key or a dash. */
  private value(head: string, node: Located, parent: Located, indent: string): void {
    const comment = this.commentOf(node, parent);
    const note = comment === undefined ? '' : ` # ${comment}`;
    const isEmpty = node.kind === 'map' ? node.entries.size === 0 : node.kind === 'seq' && node.items.length === 0;
    if (isEmpty) this.lines.push(`${head} ${node.kind === 'map' ? '{}' : '[]'}${note}`);
    else if (node.kind === 'scalar') {
      const [first = '', ...rest] = scalarOf(node, indent).split('\n');
      this.lines.push(`${head}${first === '' ? '' : ` ${first}`}${note}`, ...rest);
    } else {
      this.lines.push(`${head}${note}`);
      this.collection(node, indent);
    }
  }

  collection(node: Located, indent: string): void {
    if (node.kind === 'map')
      for (const { key, value } of node.entries.values()) this.value(`${indent}${scalarText(key)}:`, value, node, indent + STEP);
    if (node.kind === 'seq') for (const item of node.items) this.item(item, node, indent);
  }

  /** A mapping begins behind the dash. */
  private item(item: Located, list: Located, indent: string): void {
    if (item.kind === 'scalar' || (item.kind === 'map' ? item.entries.size : item.items.length) === 0) {
      this.value(`${indent}-`, item, list, indent + STEP);
      return;
    }
    const first = this.lines.length;
    this.collection(item, indent + STEP);
    const line = this.lines[first] ?? '';
    this.lines[first] = `${indent}- ${line.slice(indent.length + STEP.length)}`;
  }
}

/** A tree as YAML in block style, each key and item with a comment where one is given. */
export function printTree(node: Located, commentOf: Comment = () => undefined): string {
  const printer = new Printer(commentOf);
  printer.collection(node, '');
  return printer.lines.map((line) => `${line}\n`).join('');
}
