import { closest } from '../../compose/check/closest';
import { isSignal, SIGNAL_WORDS } from '../../words/signals';
import type { Instruction, Range, Word } from '../Dockerfile';
import { instructionSpec } from '../vocabulary/instructions';
import { finding, isPlain } from './Rule';
import type { Finding, InstructionRule } from './Rule';

/** From the first of some words to the end of the last. */
function across(words: readonly Word[]): Range {
  return [words[0]?.range[0] ?? 0, words.at(-1)?.range[1] ?? 0];
}

const missing = ({ name }: Instruction, message: string, severity?: Finding['severity']): Finding =>
  finding('dockerfile-argument-missing', name.range, message, severity);

const extra = (words: readonly Word[], message: string): Finding => finding('dockerfile-argument-extra', across(words), message);

/** An empty command is allowed, and does nothing. */
const MAY_BE_EMPTY = ['CMD', 'ENTRYPOINT'];

export const argumentCount: InstructionRule = (instruction) => {
  const { keyword, words, json } = instruction;
  const needs = instructionSpec(keyword)?.needs ?? 0;
  const count = (json ?? words).length;
  if (count >= needs || (json && MAY_BE_EMPTY.includes(keyword))) return [];
  if (MAY_BE_EMPTY.includes(keyword))
    return [missing(instruction, `This ${keyword} has no command, and does nothing.`, 'warning')];
  const wanted = needs === 1 ? 'an argument' : 'at least one source and a target';
  return [missing(instruction, `${keyword} needs ${wanted}.`)];
};

const fromArguments: InstructionRule = (instruction) => {
  const [, as, name, ...rest] = instruction.words;
  if (!as) return [];
  if (as.text.toUpperCase() !== 'AS')
    return [
      finding(
        'dockerfile-argument-invalid',
        as.range,
        `Behind the image AS and a name may stand, not '${as.text.slice(0, 40)}'.`,
      ),
    ];
  if (!name) return [finding('dockerfile-argument-missing', as.range, 'Behind AS the name of the stage is missing.')];
  return rest.length > 0 ? [extra(rest, 'Nothing may stand behind the name of a stage.')] : [];
};

const healthArguments: InstructionRule = ({ words }) => {
  const [type, ...rest] = words;
  const kind = type?.text.toUpperCase();
  if (!type) return [];
  if (kind === 'NONE') return rest.length > 0 ? [extra(rest, 'HEALTHCHECK NONE takes no arguments.')] : [];
  if (kind !== 'CMD')
    return [
      finding(
        'dockerfile-argument-invalid',
        type.range,
        `HEALTHCHECK is followed by CMD or NONE, not '${type.text.slice(0, 40)}'.`,
      ),
    ];
  return rest.length === 0 ? [finding('dockerfile-argument-missing', type.range, 'This check has no command.')] : [];
};

const stopSignal: InstructionRule = ({ words }) => {
  const [signal] = words;
  const text = signal?.text.replace(/^(["'])(.*)\1$/, '$2') ?? '';
  if (!signal || !isPlain(text)) return [];
  if (words.length > 1) return [extra(words.slice(1), 'STOPSIGNAL takes one signal.')];
  if (isSignal(text)) return [];
  const meant = closest(text, Object.keys(SIGNAL_WORDS));
  const advice = meant ? `; did you mean ${meant}?` : '.';
  return [
    finding('dockerfile-argument-invalid', signal.range, `There is no signal '${text.slice(0, 40)}'${advice}`, 'error', meant),
  ];
};

/** The builder refuses it where the target is not plainly a directory; `.` it knows. */
const copyTarget: InstructionRule = ({ words, json, keyword }) => {
  const all = json ?? words;
  const target = all.at(-1);
  if (!target || all.length < 3) return [];
  const text = target.text.replace(/^(["'])(.*)\1$/, '$2');
  if (/[/\\]$/.test(text) || /^\.\.?$/.test(text) || !isPlain(text)) return [];
  const message = `With several sources, the target of ${keyword} must be a directory: end it with '/'.`;
  const fix = text === target.text && !json ? `${text}/` : undefined;
  return [finding('dockerfile-argument-invalid', target.range, message, 'warning', fix)];
};

const OWN_RULES: Readonly<Record<string, InstructionRule>> = {
  FROM: fromArguments,
  HEALTHCHECK: healthArguments,
  STOPSIGNAL: stopSignal,
  COPY: copyTarget,
  ADD: copyTarget,
};

export const argumentsOfOne: InstructionRule = (instruction, checked) =>
  Object.hasOwn(OWN_RULES, instruction.keyword) ? (OWN_RULES[instruction.keyword]?.(instruction, checked) ?? []) : [];
