import { SymbolKind } from 'vscode-languageserver/node';
import type { DocumentSymbol, DocumentSymbolParams } from 'vscode-languageserver/node';
import { SYMBOL_KINDS } from '../workspace/symbolsOf';
import { keyPlace, rangeInFile, textOf } from '../../spec/yaml/Located';
import type { Located, LocatedEntry, LocatedScalar } from '../../spec/yaml/Located';
import { symbolsOf } from '../dockerfile/documentSymbols';
import type { SpecDocument } from '../documents/SpecDocument';
import { contentEnd } from '../documents/contentEnd';
import type { Feature } from './Feature';

const KINDS: Readonly<Record<string, SymbolKind>> = SYMBOL_KINDS;
const MAX_DEPTH = 4;
const MAX_SYMBOLS = 5000;

/** Up to where a value reaches in this file; a value from an anchor elsewhere does not count. */
function endOf(entry: LocatedEntry, text: string): number {
  const [start, end] = rangeInFile(entry.value);
  const [, keyEnd] = rangeInFile(keyPlace(entry));
  return start >= keyEnd ? contentEnd(text, start, end) : keyEnd;
}

class SymbolBuilder {
  private count = 0;
  private readonly document: SpecDocument;

  constructor(document: SpecDocument) {
    this.document = document;
  }

  build(node: Located, path: readonly string[]): DocumentSymbol[] {
    if (node.kind !== 'map' || path.length >= MAX_DEPTH) return [];
    return [...node.entries.values()].flatMap((entry) => {
      // A key merged in by << is written elsewhere.
      const [start, end] = rangeInFile(node);
      const [keyStart, keyEnd] = rangeInFile(keyPlace(entry));
      const isOutside = keyStart < start || keyEnd > end;
      if (isOutside || ++this.count > MAX_SYMBOLS) return [];
      return [this.symbol(entry, path)];
    });
  }

  /** Of a Dockerfile that stands there. */
  private within(value: LocatedScalar): DocumentSymbol[] {
    const { document } = this;
    const [start, end] = rangeInFile(value);
    const found = document.dockerfiles.find((one) => {
      const first = document.offsetAt(one.rangeOfOffsets([0, 0]).start);
      return start <= first && first <= end;
    });
    return found ? symbolsOf(found) : [];
  }

  private symbol(entry: LocatedEntry, path: readonly string[]): DocumentSymbol {
    const { key, value } = entry;
    const [keyStart, keyEnd] = rangeInFile(keyPlace(entry));
    const kind =
      path.length === 0
        ? SymbolKind.Module
        : path.length === 1
          ? (KINDS[path[0] ?? ''] ?? SymbolKind.Object)
          : SymbolKind.Property;
    const detail = textOf(value);
    const isFromAnchor = rangeInFile(value)[0] < keyEnd;
    return {
      name: key === '' ? '""' : key,
      ...(detail ? { detail: detail.slice(0, 80) } : {}),
      kind,
      range: this.document.rangeOfOffsets([keyStart, endOf(entry, this.document.text)]),
      selectionRange: this.document.rangeOfKey(entry),
      children: isFromAnchor ? [] : value.kind === 'scalar' ? this.within(value) : this.build(value, [...path, key]),
    };
  }
}

export const documentSymbols: Feature<DocumentSymbolParams, DocumentSymbol[]> = ({ document }) => {
  const { root } = document;
  return root && new SymbolBuilder(document).build(root, []);
};
