import type { Code } from '../../spec/codes';
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import { replace } from '../features/fixes/Fix';
import { IMAGE_FIXES } from '../features/fixes/images';
import type { Decision, Fix, Fixer } from '../features/fixes/Fix';

type DockerfileFixer = Fixer<DockerfileDocument>;

const MAX_TITLE = 60;

const replaced: DockerfileFixer = ({ document }, { replacement, range }) => {
  if (replacement === undefined) return [];
  const title = replacement === '' ? 'Remove it' : replacement.length > MAX_TITLE ? 'Rewrite it' : `Change to ${replacement}`;
  return replace(document, range, replacement, title);
};

const replacedSafely: DockerfileFixer = (context, problem) =>
  replaced(context, problem).map((fix): Fix => ({ ...fix, isSafe: true }));

/** Below the FROM of the stage, or above the first one for a FROM line. */
const declared: DockerfileFixer = ({ document }, { code, range, replacement }) => {
  if (!range || replacement !== undefined) return [];
  const { stages } = document.file;
  const isOfFrom = code === 'dockerfile-arg-undefined';
  const from = isOfFrom ? stages[0]?.from : stages.findLast((stage) => stage.from.range[0] < range[0])?.from;
  if (!from) return [];
  const name = document.text.slice(...range);
  const { start, end } = document.rangeOfOffsets(from.range);
  const indent = /^[ \t]*/.exec(document.lineAt(start.line))?.[0] ?? '';
  const at = { line: isOfFrom ? start.line : end.line + 1, character: 0 };
  return [{ title: `Declare ARG ${name}`, edits: [{ range: { start: at, end: at }, newText: `${indent}ARG ${name}\n` }] }];
};

const WRITER = 'only its writer knows what was meant';
const OTHER_FILE = 'what is wrong is outside of this file';
const DESIGN = 'the build would have to be made another way';

/** What is done about each code of a Dockerfile. */
export const DOCKERFILE_FIX_TABLE: Readonly<
  Record<Extract<Code, `dockerfile-${string}` | `registry-${string}`>, Decision<DockerfileDocument>>
> = {
  ...IMAGE_FIXES,
  'dockerfile-from-missing': WRITER,
  'dockerfile-instruction-unknown': [replaced],
  'dockerfile-instruction-case': [replacedSafely],
  'dockerfile-instruction-repeated': WRITER,
  'dockerfile-argument-missing': WRITER,
  'dockerfile-argument-extra': WRITER,
  'dockerfile-argument-invalid': [replaced],
  'dockerfile-onbuild-invalid': WRITER,
  'dockerfile-flag-unknown': [replaced],
  'dockerfile-flag-invalid': WRITER,
  'dockerfile-flag-duplicate': WRITER,
  'dockerfile-mount-invalid': [replaced],
  'dockerfile-key-value-invalid': WRITER,
  'dockerfile-key-value-legacy': [replacedSafely],
  'dockerfile-secret-exposed': DESIGN,
  'dockerfile-maintainer-deprecated': [replaced],
  'dockerfile-heredoc-open': WRITER,
  'dockerfile-quote-open': WRITER,
  'dockerfile-json-invalid': [replaced],
  'dockerfile-shell-form': [replaced],
  'dockerfile-continuation-empty': [replacedSafely],
  'dockerfile-directive-invalid': [replaced],
  'dockerfile-description-invalid': WRITER,
  'dockerfile-image-invalid': [replaced],
  'dockerfile-arg-undefined': [replaced, declared],
  'dockerfile-arg-default': WRITER,
  'dockerfile-as-case': [replacedSafely],
  'dockerfile-platform-redundant': [replacedSafely],
  'dockerfile-platform-constant': DESIGN,
  'dockerfile-stage-name-invalid': WRITER,
  'dockerfile-stage-name-case': [replacedSafely],
  'dockerfile-stage-name-reserved': WRITER,
  'dockerfile-stage-name-duplicate': WRITER,
  'dockerfile-stage-undefined': [replaced],
  'dockerfile-stage-cycle': DESIGN,
  'dockerfile-stage-unused': WRITER,
  'dockerfile-variable-invalid': WRITER,
  'dockerfile-variable-undefined': [replaced, declared],
  'dockerfile-workdir-relative': [replaced],
  'dockerfile-expose-invalid': [replaced],
  'dockerfile-expose-case': [replacedSafely],
  'dockerfile-copy-ignored': OTHER_FILE,
};
