import { closest } from '../../compose/check/closest';
import type { Instruction, Stage } from '../Dockerfile';
import { pairsOf } from '../pairs';
import { variableUses } from '../variables';
import type { VariableUse } from '../variables';
import { PLATFORM_VARIABLES, PROXY_VARIABLES, STAGE_VARIABLES } from '../vocabulary/buildVariables';
import { finding } from './Rule';
import type { Checked, FileRule, Finding, InstructionRule } from './Rule';

/** Of the builder; a shell has more. */
const MODIFIER = /^(:?[-+?]|##?|%%?|\/\/?)$/;

export const modifiers: InstructionRule = (instruction, { dockerfile: { escape } }) =>
  variableUses(instruction, escape)
    .filter(({ isShell }) => !isShell)
    .flatMap(({ name, whole, modifier, isOpen }) => {
      if (isOpen) return [finding('dockerfile-variable-invalid', whole, `The brace of \${${name} has no end.`)];
      if (modifier === undefined || MODIFIER.test(modifier)) return [];
      return [
        finding('dockerfile-variable-invalid', whole, `'${modifier}' behind ${name} is none of :- :+ :? - + ? # ## % %% / //.`),
      ];
    });

/** Stages build on one another, and each has the variables of those below it. */
const MAX_STAGES = 300;
/** More pairs of names are not compared. */
const MAX_COMPARED = 100_000;

interface Scope {
  known: Set<string>;
  /** The image below may set variables that no line tells of. */
  isOpen: boolean;
}

const declared = (instruction: Instruction, escape: string): string[] =>
  instruction.keyword === 'LABEL' ? [] : pairsOf(instruction, escape).map(({ name }) => name);

/** Almost surely a slip of the finger. */
function isNear(a: string, b: string): boolean {
  if (a.toLowerCase() === b.toLowerCase()) return true;
  const length = Math.max(a.length, b.length);
  let [start, end] = [0, 0];
  while (start < length && a[start] === b[start]) start++;
  while (end < length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const differing = length - start - end;
  return length > 3 && (differing <= 1 || (differing === 2 && a[start] === b[start + 1] && a[start + 1] === b[start]));
}

const FALLBACK = /^:?[-+?]/;
const GIVEN = new Set([...PROXY_VARIABLES, ...STAGE_VARIABLES]);

class ScopeChecker {
  private readonly found: Finding[] = [];
  private readonly globals: Checked['globals'];
  private readonly escape: string;
  private compared = 0;

  constructor({ dockerfile: { escape }, globals }: Checked) {
    this.escape = escape;
    this.globals = globals;
  }

  check({ dockerfile: { stages }, bases }: Checked): Finding[] {
    if (stages.length > MAX_STAGES) return [];
    const scopes = new Map<Stage, Scope>();
    for (const stage of stages) {
      const base = bases.get(stage);
      const below = base && scopes.get(base);
      const scope = { known: new Set(below?.known), isOpen: below?.isOpen ?? stage.image?.text !== 'scratch' };
      scopes.set(stage, scope);
      this.checkStage(stage, scope);
    }
    return this.found;
  }

  private checkStage({ instructions }: Stage, scope: Scope): void {
    const later = new Set(instructions.flatMap((one) => declared(one, this.escape)));
    for (const instruction of instructions) {
      // ONBUILD is run in another build, which may know more.
      if (instruction.keyword !== 'ONBUILD')
        for (const use of variableUses(instruction, this.escape)) this.checkUse(use, scope, later);
      for (const name of declared(instruction, this.escape)) scope.known.add(name);
    }
  }

  private checkUse({ name, range, modifier, isShell }: VariableUse, scope: Scope, later: ReadonlySet<string>): void {
    if (isShell || scope.known.has(name) || GIVEN.has(name) || FALLBACK.test(modifier ?? '')) return;
    const { message, meant } = this.faultOf(name, scope, later) ?? {};
    if (message !== undefined) this.found.push(finding('dockerfile-variable-undefined', range, message, 'warning', meant));
  }

  /** What an open scope lacks, the base image may have: only slips are told there. */
  private faultOf(
    name: string,
    { known, isOpen }: Scope,
    later: ReadonlySet<string>,
  ): { message: string; meant?: string } | undefined {
    if (this.globals.has(name))
      return { message: `${name} is declared before the first FROM, for FROM lines only: write ARG ${name} in this stage.` };
    if (Object.hasOwn(PLATFORM_VARIABLES, name))
      return { message: `${name} has no value here: write ARG ${name} in this stage.` };
    if (later.has(name) && !isOpen) return { message: `${name} is declared only further down.` };
    // Comparing takes the product of uses and names.
    const meant = (this.compared += known.size) < MAX_COMPARED ? closest(name, known) : undefined;
    if (meant && (!isOpen || isNear(meant, name))) return { message: `Nothing declares ${name}; did you mean ${meant}?`, meant };
    return isOpen ? undefined : { message: `Nothing declares ${name}.` };
  }
}

export const undefinedVariables: FileRule = (checked) => new ScopeChecker(checked).check(checked);
