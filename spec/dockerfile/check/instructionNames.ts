import { closest } from '../../compose/check/closest';
import type { Instruction } from '../Dockerfile';
import { INSTRUCTIONS, instructionSpec } from '../vocabulary/instructions';
import { finding } from './Rule';
import type { FileRule, InstructionRule, StageRule } from './Rule';

const KEYWORDS = Object.keys(INSTRUCTIONS);

export const unknownInstruction: InstructionRule = ({ keyword, name }) => {
  if (instructionSpec(keyword)) return [];
  const meant = closest(keyword, KEYWORDS);
  const advice = meant ? `did you mean ${meant}?` : 'does a line before it lack the sign that it goes on?';
  return [
    finding(
      'dockerfile-instruction-unknown',
      name.range,
      `There is no instruction ${shown(name.text)}; ${advice}`,
      'error',
      meant,
    ),
  ];
};

const shown = (word: string): string => (word.length > 40 ? `${word.slice(0, 40)}…` : word);

export const firstInstruction: FileRule = ({ dockerfile: { instructions, preamble, stages } }) => {
  const [first] = instructions;
  if (!first)
    return [finding('dockerfile-from-missing', [0, 0], 'This file is empty: a Dockerfile begins with FROM.', 'information')];
  const early = preamble.find(({ keyword }) => keyword !== 'ARG' && instructionSpec(keyword));
  if (early)
    return [
      finding('dockerfile-from-missing', early.name.range, `Only ARG may stand before the first FROM, not ${early.keyword}.`),
    ];
  if (stages.length > 0 || preamble.some(({ keyword }) => keyword !== 'ARG')) return [];
  return [finding('dockerfile-from-missing', first.name.range, 'There is no FROM: nothing is built.')];
};

const isLower = (word: string): boolean => word === word.toLowerCase();
const isUpper = (word: string): boolean => word === word.toUpperCase();

/** As most of the file has it, upper-case if in doubt. */
export const instructionCase: FileRule = ({ dockerfile: { instructions } }) => {
  const known = instructions
    .flatMap((one) => [one, ...(one.trigger ? [one.trigger] : [])])
    .filter(({ keyword }) => instructionSpec(keyword));
  const lower = known.filter(({ name }) => isLower(name.text)).length;
  const upper = known.filter(({ name }) => isUpper(name.text)).length;
  const [fits, word] = lower > upper ? [isLower, 'lower'] : [isUpper, 'upper'];
  return known
    .filter(({ name }) => !fits(name.text))
    .map(({ name, keyword }) =>
      finding(
        'dockerfile-instruction-case',
        name.range,
        `Write ${name.text} in ${word} case, as most of this file is.`,
        'warning',
        word === 'lower' ? keyword.toLowerCase() : keyword,
      ),
    );
};

export const deprecated: InstructionRule = ({ keyword, name, text, argumentsAt, range }) => {
  if (keyword !== 'MAINTAINER') return [];
  const author = text.text.slice(argumentsAt).trim();
  const label = `LABEL org.opencontainers.image.authors=${JSON.stringify(author.replace(/^(["'])(.*)\1$/, '$2'))}`;
  const isOneLine = text.text.length === range[1] - text.offsetOf(0);
  const fix = author !== '' && isOneLine ? label : undefined;
  return [
    finding(
      'dockerfile-maintainer-deprecated',
      fix === undefined ? name.range : range,
      'MAINTAINER is deprecated: use a label.',
      'warning',
      fix,
    ),
  ];
};

const ONLY_LAST = ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'];

export const repeated: StageRule = ({ instructions }) =>
  ONLY_LAST.flatMap((keyword) => {
    const all: Instruction[] = instructions.filter((one) => one.keyword === keyword);
    return all
      .slice(0, -1)
      .map(({ name }) =>
        finding(
          'dockerfile-instruction-repeated',
          name.range,
          `Only the last ${keyword} of a stage counts; this one does nothing.`,
          'warning',
        ),
      );
  });

const NOT_LATER = ['FROM', 'MAINTAINER', 'ONBUILD'];

export const mayBeTrigger = ({ keyword }: Instruction): boolean => !NOT_LATER.includes(keyword);

export const onbuild: InstructionRule = ({ trigger }) =>
  trigger && !mayBeTrigger(trigger)
    ? [finding('dockerfile-onbuild-invalid', trigger.name.range, `ONBUILD cannot keep ${trigger.keyword} for later.`)]
    : [];
