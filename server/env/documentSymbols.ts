import { SymbolKind } from 'vscode-languageserver/node';
import type { DocumentSymbol, DocumentSymbolParams } from 'vscode-languageserver/node';
import type { EnvDocument } from '../documents/EnvDocument';
import type { Feature } from '../features/Feature';

/** Each variable with its value. */
export const documentSymbols: Feature<DocumentSymbolParams, DocumentSymbol[], EnvDocument> = ({ document }) =>
  document.assignments.map(({ name, range, valueRange }) => ({
    name,
    kind: SymbolKind.Variable,
    range: document.rangeOfOffsets([range[0], Math.max(range[1], valueRange[1])]),
    selectionRange: document.rangeOfOffsets(range),
  }));
