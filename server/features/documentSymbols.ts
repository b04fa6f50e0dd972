import { SymbolKind } from 'vscode-languageserver/node';
import type { DocumentSymbol, DocumentSymbolParams } from 'vscode-languageserver/node';
import { textOf } from '../../spec/yaml/Located';
import type { Located, LocatedEntry } from '../../spec/yaml/Located';
import type { ComposeDocument } from '../documents/ComposeDocument';
import type { Feature } from './Feature';

const KINDS: Readonly<Record<string, SymbolKind>> = {
  services: SymbolKind.Class,
  networks: SymbolKind.Interface,
  volumes: SymbolKind.File,
  secrets: SymbolKind.Key,
  configs: SymbolKind.File,
};
const MAX_DEPTH = 4;
const MAX_SYMBOLS = 5000;

/** Up to where a value reaches in this file; a value from an anchor elsewhere does not count. */
function endOf(entry: LocatedEntry): number {
  const [start, end] = entry.value.range;
  return start >= entry.keyRange[1] ? end : entry.keyRange[1];
}

class SymbolBuilder {
  private count = 0;
  private readonly document: ComposeDocument;

  constructor(document: ComposeDocument) {
    this.document = document;
  }

  build(node: Located, path: readonly string[]): DocumentSymbol[] {
    if (node.kind !== 'map' || path.length >= MAX_DEPTH) return [];
    return [...node.entries.values()].flatMap((entry) => {
      // A key merged in by << is written elsewhere.
      const isOutside = entry.keyRange[0] < node.range[0] || entry.keyRange[1] > node.range[1];
      if (isOutside || ++this.count > MAX_SYMBOLS) return [];
      return [this.symbol(entry, path)];
    });
  }

  private symbol(entry: LocatedEntry, path: readonly string[]): DocumentSymbol {
    const { key, keyRange, value } = entry;
    const kind =
      path.length === 0
        ? SymbolKind.Module
        : path.length === 1
          ? (KINDS[path[0] ?? ''] ?? SymbolKind.Object)
          : SymbolKind.Property;
    const detail = textOf(value);
    const isFromAnchor = value.range[0] < keyRange[1];
    return {
      name: key === '' ? '""' : key,
      ...(detail ? { detail: detail.slice(0, 80) } : {}),
      kind,
      range: this.document.rangeOf([keyRange[0], endOf(entry)]),
      selectionRange: this.document.rangeOf(keyRange),
      children: isFromAnchor ? [] : this.build(value, [...path, key]),
    };
  }
}

export const documentSymbols: Feature<DocumentSymbolParams, DocumentSymbol[]> = ({ document }) => {
  const { root } = document;
  return root && new SymbolBuilder(document).build(root, []);
};
