import { MarkupKind } from 'vscode-languageserver/node';
import type { Hover, HoverParams } from 'vscode-languageserver/node';
import type { Dockerfile, Flag, Instruction, Range } from '../../spec/dockerfile/Dockerfile';
import { mountFields } from '../../spec/dockerfile/mounts';
import { instructionSpec } from '../../spec/dockerfile/vocabulary/instructions';
import { PLATFORM_VARIABLES } from '../../spec/dockerfile/vocabulary/buildVariables';
import { DIRECTIVES } from '../../spec/dockerfile/vocabulary/directives';
import { explainWord } from '../../spec/words/explainWord';
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import type { LateFeature } from '../features/Feature';
import { describeImage, imageAt } from '../images/imageHover';
import { describeFlag, describeInstruction, describeMountOption, describeStage, shownInstruction } from './describe';
import { nameAt } from './findNames';

interface Text {
  value: string | undefined;
  range: Range;
}

const isIn = ([start, end]: Range, offset: number): boolean => start <= offset && offset <= end;

function ofFlag(flag: Flag, { keyword, text }: Instruction, offset: number): Text | undefined {
  const spec = instructionSpec(keyword)?.flags?.[flag.name];
  if (!spec) return undefined;
  const field = spec.kind === 'mount' ? mountFields(flag, text).find(({ range }) => isIn(range, offset)) : undefined;
  if (field) return { value: describeMountOption(field.key), range: field.range };
  return { value: `**--${flag.name}**  \n${describeFlag(spec)}`, range: flag.range };
}

function ofName(document: DockerfileDocument, offset: number): Text | undefined {
  const { file, names } = document;
  const here = nameAt(names, offset);
  if (!here) return undefined;
  if (here.kind === 'stage') {
    const stage = file.stages.find(({ index }) => here.id === `stage ${index}`);
    return stage && { value: describeStage(stage, file), range: here.range };
  }
  const declared = names.filter(({ id, isDefinition, range }) => id === here.id && isDefinition && range[0] <= offset).at(-1);
  const instruction = declared && file.instructions.find(({ range }) => isIn(range, declared.range[0]));
  const value = instruction ? shownInstruction(instruction, file) : PLATFORM_VARIABLES[here.name];
  return { value, range: here.range };
}

function ofInstruction(instruction: Instruction, offset: number): Text | undefined {
  const { keyword, name, flags, words } = instruction;
  if (isIn(name.range, offset)) return { value: describeInstruction(keyword), range: name.range };
  const flag = flags.find(({ range }) => isIn(range, offset));
  if (flag) return ofFlag(flag, instruction, offset);
  const word = keyword === 'STOPSIGNAL' ? words.find(({ range }) => isIn(range, offset)) : undefined;
  return word && { value: explainWord('signal', word.text), range: word.range };
}

function ofDirective({ directives }: Dockerfile, offset: number): Text | undefined {
  const directive = directives.find(({ range }) => isIn(range, offset));
  const spec = directive && DIRECTIVES[directive.name];
  return directive && spec && { value: `${spec.doc}\n\nExample: \`${spec.example}\``, range: directive.range };
}

export const hover: LateFeature<HoverParams, Hover, DockerfileDocument> = (context, { position }, token) => {
  const { document } = context;
  const offset = document.offsetAt(position);
  const instruction = document.instructionAt(offset);
  const inner = instruction?.trigger && instruction.trigger.range[0] <= offset ? instruction.trigger : instruction;
  const found =
    ofName(document, offset) ?? (inner ? ofInstruction(inner, offset) : undefined) ?? ofDirective(document.file, offset);
  const shown = (value: string | undefined, range: Range): Hover | undefined =>
    value === undefined || value === ''
      ? undefined
      : { contents: { kind: MarkupKind.Markdown, value }, range: document.rangeOfOffsets(range) };
  const image = imageAt(document, offset);
  const ofImage = image && describeImage(context, image, token);
  if (!image || !ofImage) return found && shown(found.value, found.range);
  const range = image.placed.rangeOf([0, image.text.length]);
  return ofImage.then((text) => shown([text, found?.value].filter((part) => part !== undefined).join('\n\n'), range));
};
