import type { Code } from '../../../spec/codes';
import type { OpenDocument } from '../../documents/OpenDocument';
import { pinTitle } from '../../images/pinTitle';
import { replace } from './Fix';
import type { Decision, Fixer } from './Fix';

/** Another tag of the same image. */
const retagged: Fixer<OpenDocument> = ({ document }, { replacement, range }) =>
  replacement !== undefined && range && document.isEditable(range)
    ? replace(document, range, replacement, `Use tag ${replacement.slice(replacement.lastIndexOf(':') + 1)}`)
    : [];

/** The image that the tag stands for now, whatever becomes of the tag. */
const pinned: Fixer<OpenDocument> = ({ document }, { replacement, range }) => {
  if (replacement === undefined || !range || !document.isEditable(range)) return [];
  const digest = replacement.slice(replacement.indexOf('@') + 1);
  return replace(document, range, replacement, pinTitle(digest));
};

/** What is done about what registries say, in specs and Dockerfiles alike. */
export const IMAGE_FIXES: Readonly<Record<Extract<Code, `registry-${string}`>, Decision<OpenDocument>>> = {
  'registry-tag-unknown': [retagged],
  'registry-platform-missing': 'another image has to be found, or another platform',
  'registry-tag-outdated': [retagged],
  'registry-not-pinned': [pinned],
  'registry-vulnerable': 'which other image has none, and does the same, is not known',
};
