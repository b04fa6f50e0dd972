import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, Range } from 'vscode-languageserver/node';
import { platformFor } from '../../spec/image/imageRules';
import type { OpenDocument } from '../documents/OpenDocument';
import type { FeatureContext } from '../features/Feature';
import { imageAt } from './imageHover';
import { pinTitle } from './pinTitle';

/** For the image at a place: its digest is put behind it. Offered whether or not somebody wants to be told of images without one. */
export function pinActions({ document, host, registries }: FeatureContext<OpenDocument>, { start }: Range): CodeAction[] {
  const use = registries && imageAt(document, document.offsetAt(start));
  if (!use || use.reference.digest !== undefined) return [];
  const { digest } = registries.known({ reference: use.reference, platform: platformFor(use, host?.kernel.machine) }) ?? {};
  const all: [number, number] = [0, use.text.length];
  const place = use.placed.rangeOf(all);
  if (digest === undefined || !use.placed.isWritten(all) || !document.isEditable(place)) return [];
  const { end } = document.rangeOfOffsets(place);
  const edit = { changes: { [document.uri]: [{ range: { start: end, end }, newText: `@${digest}` }] } };
  return [{ title: pinTitle(digest), kind: CodeActionKind.RefactorRewrite, edit }];
}
