import type { SignatureHelp, SignatureHelpParams } from 'vscode-languageserver/node';
import { pathInUse } from '../names/pathInUse';
import { cursorContext } from '../documents/cursorContext';
import type { Feature } from './Feature';
import { shortFormAt, takesBlanks } from './shortForms';

/** The label's part that is the parameter, as offsets. */
function partOf(label: string, name: string): [number, number] {
  const start = label.search(new RegExp(`\\b${name}\\b`));
  return [start, start + name.length];
}

export const signatureHelp: Feature<SignatureHelpParams, SignatureHelp> = ({ document }, { position }) => {
  const cursor = cursorContext(document.text, position.line, position.character);
  if (!cursor) return undefined;
  const { path, prefix } = cursor;
  const form = shortFormAt(pathInUse(document, path), prefix);
  if (!form || (!takesBlanks(form) && /\s/.test(prefix))) return undefined;
  const index = Number(path.at(-1));
  const parameters = form.parameters.map(([name, documentation]) => ({ label: partOf(form.label, name), documentation }));
  return {
    signatures: [{ label: form.label, documentation: form.doc, parameters }],
    activeSignature: 0,
    activeParameter: form.active(prefix, index),
  };
};
