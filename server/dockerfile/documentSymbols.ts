import { SymbolKind } from 'vscode-languageserver/node';
import type { DocumentSymbol, DocumentSymbolParams } from 'vscode-languageserver/node';
import type { Instruction, Range, Stage } from '../../spec/dockerfile/Dockerfile';
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import type { Feature } from '../features/Feature';

const MAX_SYMBOLS = 5000;
const MAX_DETAIL = 80;

const KINDS: Readonly<Record<string, SymbolKind>> = {
  ARG: SymbolKind.Variable,
  ENV: SymbolKind.Variable,
  LABEL: SymbolKind.Property,
  CMD: SymbolKind.Event,
  ENTRYPOINT: SymbolKind.Event,
};

const symbolOf = (document: DockerfileDocument, { keyword, name, text, argumentsAt, range }: Instruction): DocumentSymbol => ({
  name: keyword.slice(0, MAX_DETAIL),
  detail: text.text.slice(argumentsAt, argumentsAt + MAX_DETAIL).trim(),
  kind: KINDS[keyword] ?? SymbolKind.Function,
  range: document.rangeOfOffsets(range),
  selectionRange: document.rangeOfOffsets(name.range),
});

/** From its FROM to its last instruction. */
export function rangeOfStage({ from, instructions }: Stage): Range {
  return [from.range[0], (instructions.at(-1) ?? from).range[1]];
}

function stageSymbol(document: DockerfileDocument, stage: Stage): DocumentSymbol {
  const { from, image, name, index, instructions } = stage;
  return {
    name: name?.text ?? `stage ${index}`,
    detail: image?.text.slice(0, MAX_DETAIL) ?? '',
    kind: SymbolKind.Class,
    range: document.rangeOfOffsets(rangeOfStage(stage)),
    selectionRange: document.rangeOfOffsets((name ?? from.name).range),
    children: instructions.slice(0, MAX_SYMBOLS).map((one) => symbolOf(document, one)),
  };
}

export function symbolsOf(document: DockerfileDocument): DocumentSymbol[] {
  const { preamble, stages } = document.file;
  return [...preamble.map((one) => symbolOf(document, one)), ...stages.map((stage) => stageSymbol(document, stage))].slice(
    0,
    MAX_SYMBOLS,
  );
}

export const documentSymbols: Feature<DocumentSymbolParams, DocumentSymbol[], DockerfileDocument> = ({ document }) =>
  symbolsOf(document);
