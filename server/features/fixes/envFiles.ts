import { resolvePath } from '../../../spec/compose/normalize/environment';
import { rangeInFile, textOf } from '../../../spec/yaml/Located';
import { stepsAround } from '../../edits/stepsAt';
import { replace } from './Fix';
import type { Fixer } from './Fix';

/** Makes the file, empty. */
export const createdFile: Fixer = ({ document }, { range }) => {
  const node = stepsAround(document, range).at(-1)?.node;
  const text = textOf(node);
  if (!node || !text || (node.kind === 'scalar' && node.hasUnsetVariable)) return [];
  const path = resolvePath(document, node, text);
  return document.hasFile(path) ? [] : [{ title: `Create ${text}`, append: { path, text: '' } }];
};

/** The same for a file of labels; another that is not there would have to be more than empty. */
export const createdLabels: Fixer = (context, problem) => {
  const isOfLabels = stepsAround(context.document, problem.range)
    .slice(-2)
    .some(({ entry }) => entry?.key === 'label_file');
  return isOfLabels ? createdFile(context, problem) : [];
};

/** `- file` or `file` in the long form, in which it may be missing. */
export const optionalFile: Fixer = ({ document }, { range }) => {
  const step = stepsAround(document, range).at(-1);
  const isShort = step?.node.kind === 'scalar' && (step.parent.kind === 'seq' || step.entry?.key === 'env_file');
  if (!isShort) return [];
  const span = rangeInFile(step.node);
  const long = `{ path: ${document.text.slice(...span)}, required: false }`;
  return replace(document, span, step.parent.kind === 'seq' ? long : `[${long}]`, 'Let the file be missing');
};
