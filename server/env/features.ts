export { completion } from './completion';
export { documentSymbols } from './documentSymbols';
export { foldingRanges } from './folding';
export { hover } from './hover';
export { definition, documentHighlight, prepareRename, references, rename } from './names';
export { semanticTokens, semanticTokensInRange } from './semanticTokens';
