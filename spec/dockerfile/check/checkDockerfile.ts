import { checkDirective, skippedCodes } from '../checkDirective';
import type { Dockerfile, Instruction } from '../Dockerfile';
import { globalArgs } from '../pairs';
import { stageUses } from '../stages';
import { BUILD_CHECKS } from '../vocabulary/buildChecks';
import { argumentCount, argumentsOfOne } from './argumentRules';
import { ignoredSources } from './copyRules';
import { directives } from './directiveRules';
import { flags } from './flagRules';
import { baseImage, platform, stageName } from './fromRules';
import {
  deprecated,
  firstInstruction,
  instructionCase,
  mayBeTrigger,
  onbuild,
  repeated,
  unknownInstruction,
} from './instructionNames';
import { mounts } from './mountRules';
import { expose, pairs, secrets } from './pairRules';
import type { Checked, FileRule, Finding, InstructionRule, StageRule } from './Rule';
import { duplicateStages, stageCycles, undefinedStages, unusedStages } from './stageRules';
import { descriptions, relativeWorkdirs, shellForm } from './stageTexts';
import { emptyContinuations, heredocs, json, openQuote } from './textRules';
import { modifiers, undefinedVariables } from './variableRules';

/** The rules: switching one off is taking it out of its list. */
const INSTRUCTION_RULES: readonly InstructionRule[] = [
  ...[unknownInstruction, deprecated, onbuild, argumentCount, argumentsOfOne, flags, mounts],
  ...[pairs, secrets, expose, heredocs, emptyContinuations, openQuote, json, modifiers, descriptions],
];
const STAGE_RULES: readonly StageRule[] = [stageName, baseImage, platform, repeated, shellForm];
const FILE_RULES: readonly FileRule[] = [
  ...[directives, firstInstruction, instructionCase, duplicateStages, undefinedStages, stageCycles, unusedStages],
  ...[relativeWorkdirs, undefinedVariables, ignoredSources],
];

/** More of one file helps nobody. */
const MAX_FINDINGS = 1000;

function withTrigger(instruction: Instruction): Instruction[] {
  const { trigger } = instruction;
  return trigger && mayBeTrigger(trigger) ? [instruction, trigger] : [instruction];
}

function* instructionFindings(checked: Checked): Generator<Finding> {
  for (const instruction of checked.dockerfile.instructions)
    for (const one of withTrigger(instruction)) for (const rule of INSTRUCTION_RULES) yield* rule(one, checked);
}

function* stageFindings(checked: Checked): Generator<Finding> {
  for (const stage of checked.dockerfile.stages) for (const rule of STAGE_RULES) yield* rule(stage, checked);
}

function* fileFindings(checked: Checked): Generator<Finding> {
  for (const rule of FILE_RULES) yield* rule(checked);
}

const OF_BUILD_CHECKS = new Set<string>(Object.values(BUILD_CHECKS));

function contextOf(dockerfile: Dockerfile, surroundings: Surroundings): Checked {
  const uses = stageUses(dockerfile);
  const bases = uses.flatMap(({ kind, by, to }) => (kind === 'from' && to ? [[by, to] as const] : []));
  return { ...surroundings, dockerfile, uses, bases: new Map(bases), globals: globalArgs(dockerfile) };
}

type Surroundings = Pick<Checked, 'path' | 'readFile' | 'contexts' | 'targets'>;

/** Everything the rules say, without what the file's own `# check=` skips. */
export function checkDockerfile(dockerfile: Dockerfile, surroundings: Surroundings): Finding[] {
  const checked = contextOf(dockerfile, surroundings);
  const directive = checkDirective(dockerfile);
  const skipped = skippedCodes(directive);
  const found: Finding[] = [];
  for (const findings of [fileFindings, stageFindings, instructionFindings])
    for (const one of findings(checked)) {
      if (found.length >= MAX_FINDINGS) return found;
      if (skipped.has(one.code)) continue;
      const isRaised = directive.isError && one.severity === 'warning' && OF_BUILD_CHECKS.has(one.code);
      found.push(isRaised ? { ...one, severity: 'error' } : one);
    }
  return found;
}
