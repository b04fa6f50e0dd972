import { CompletionItemKind } from 'vscode-languageserver/node';
import type { CompletionItem, CompletionParams } from 'vscode-languageserver/node';
import type { EnvDocument } from '../documents/EnvDocument';
import type { Feature } from '../features/Feature';
import { COMPOSE_VARIABLES } from './composeVariables';

const NAME = /^[ \t]*(?:export[ \t]+)?(\w*)$/;
const OPEN_VARIABLE = /(?:^|[^$])(?:\$\$)*\$(\{?)(\w*)$/;

interface Offer {
  name: string;
  detail: string;
  text?: string;
  order: string;
}

/** Names the project uses that the file does not set, and those that Compose itself looks for. */
function unset(document: EnvDocument): Offer[] {
  const isSet = new Set(document.assignments.map(({ name }) => name));
  const used = new Set(document.places.filter(({ isDefinition }) => !isDefinition).map(({ name }) => name));
  const wanted = [...used].map((name): Offer => ({ name, detail: 'Used by the project, without a value here.', order: '0' }));
  const ofCompose = document.project ? COMPOSE_VARIABLES.map(([name, text]): Offer => ({ name, detail: text, order: '1' })) : [];
  return [...wanted, ...ofCompose].filter(({ name }) => !isSet.has(name));
}

/** Variables that a value can use: those of earlier lines, and of the environment. */
function usable(document: EnvDocument, offset: number): Offer[] {
  // The last of them is the one that is being written.
  const before = document.assignments.filter(({ range }) => range[0] < offset).slice(0, -1);
  return [
    ...before.map(({ name }): Offer => ({ name, detail: document.values.get(name) ?? '', order: '0' })),
    ...Object.keys(document.env).map((name): Offer => ({ name, detail: "In the editor's environment.", order: '1' })),
  ];
}

export const completion: Feature<CompletionParams, CompletionItem[], EnvDocument> = ({ document }, { position }) => {
  const line = document.lineAt(position.line);
  const before = line.slice(0, position.character);
  const offset = document.offsetAt(position);
  const isInside = document.assignments.some(({ valueRange: [start, end] }) => start < offset && offset < end);
  const isLiteral = document.assignments.some(
    ({ valueRange: [start, end], isLiteral: literal }) => literal && start < offset && offset <= end,
  );
  const open = isLiteral ? null : OPEN_VARIABLE.exec(before);
  if (open)
    return items(usable(document, offset), position, open[2] ?? '', open[1] === '{' ? closing(line, position.character) : '');
  const name = isInside ? undefined : NAME.exec(before)?.[1];
  if (name === undefined) return [];
  const rest = /^\w*[ \t]*[=:]/.test(line.slice(position.character)) ? '' : '=';
  return items(unset(document), position, name, rest);
};

const closing = (line: string, at: number): string => (/^\w*[}:?+-]/.test(line.slice(at)) ? '' : '}');

function items(
  offers: readonly Offer[],
  { line, character }: { line: number; character: number },
  typed: string,
  behind: string,
): CompletionItem[] {
  const range = { start: { line, character: character - typed.length }, end: { line, character } };
  const each = new Map(offers.filter(({ name }) => name !== typed).map((offer) => [offer.name, offer]));
  return [...each.values()].map(({ name, detail, order }) => ({
    label: name,
    kind: CompletionItemKind.Variable,
    detail,
    sortText: `${order}${name}`,
    textEdit: { range, newText: name + behind },
  }));
}
