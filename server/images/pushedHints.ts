import { InlayHintKind } from 'vscode-languageserver/node';
import type { InlayHint, Range } from 'vscode-languageserver/node';
import { platformFor } from '../../spec/image/imageRules';
import { embeddedIn } from '../documents/embeddedIn';
import type { OpenDocument } from '../documents/OpenDocument';
import type { FeatureContext } from '../features/Feature';
import { ageText, dayText } from './ageText';

const MAX_HINTS = 200;

type Source = Pick<FeatureContext<OpenDocument>, 'document' | 'host' | 'registries'>;

function hintsIn({ document, host, registries }: Source, { start, end }: Range): InlayHint[] {
  if (!registries?.settings.showsPushed) return [];
  return document.imageUses().flatMap((use): InlayHint[] => {
    const position = document.rangeOfOffsets(use.placed.rangeOf([0, use.text.length])).end;
    if (position.line < start.line || position.line > end.line) return [];
    const facts = registries.known({ reference: use.reference, platform: platformFor(use, host?.kernel.machine) });
    const time = facts?.pushed ?? facts?.details?.created;
    if (!facts || time === undefined) return [];
    const verb = facts.pushed === undefined ? 'created' : 'pushed';
    const tooltip = [`${verb} on ${dayText(time)}`, ...(facts.digest === undefined ? [] : [facts.digest])].join('\n');
    return [{ position, label: `${verb} ${ageText(time)}`, kind: InlayHintKind.Type, paddingLeft: true, tooltip }];
  });
}

/** Behind each image of a range of lines: when its tag was pushed or, where the registry does not tell that, when it was made. */
export function pushedHints(context: Source, range: Range): InlayHint[] {
  const all = [context.document, ...embeddedIn(context.document)];
  return all.flatMap((document) => hintsIn({ ...context, document }, range)).slice(0, MAX_HINTS);
}
