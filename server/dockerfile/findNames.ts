import type { Dockerfile, Range, Stage } from '../../spec/dockerfile/Dockerfile';
import { pairsOf } from '../../spec/dockerfile/pairs';
import { stageUses } from '../../spec/dockerfile/stages';
import { heredocVariables, variableUses } from '../../spec/dockerfile/variables';

/** A stage or a variable where it is written. */
export interface DockerfileName {
  kind: 'stage' | 'variable';
  /** The same for all places of one thing. */
  id: string;
  /** As written. */
  name: string;
  isDefinition: boolean;
  range: Range;
  /** In which stage it stands; none before the first FROM. */
  stage: Stage | undefined;
}

const idOf = (stage: Stage): string => `stage ${stage.index}`;

function stageNames({ stages, text }: Dockerfile): DockerfileName[] {
  const defined = stages.flatMap((stage): DockerfileName[] =>
    stage.name
      ? [{ kind: 'stage', id: idOf(stage), name: stage.name.text, isDefinition: true, range: stage.name.range, stage }]
      : [],
  );
  const used = stageUses({ stages }).flatMap(({ to, by, range }): DockerfileName[] =>
    to ? [{ kind: 'stage', id: idOf(to), name: text.slice(...range), isDefinition: false, range, stage: by }] : [],
  );
  return [...defined, ...used];
}

/** One name means one variable in all of the file: an ARG is given its value by name, wherever it stands. */
function variableNames({ instructions, escape, stages, text }: Dockerfile): DockerfileName[] {
  const starts = new Map(stages.map((stage) => [stage.from, stage]));
  const names: DockerfileName[] = [];
  let stage: Stage | undefined;
  const add = (name: string, range: Range, isDefinition: boolean): void => {
    names.push({ kind: 'variable', id: `variable ${name}`, name, isDefinition, range, stage });
  };
  const ofShells: [name: string, range: Range, stage: Stage | undefined][] = [];
  for (const instruction of instructions) {
    stage = starts.get(instruction) ?? stage;
    for (const { name, range, isShell } of variableUses(instruction, escape))
      if (isShell) ofShells.push([name, range, stage]);
      else add(name, range, false);
    for (const { text: name, range } of heredocVariables(instruction, text)) ofShells.push([name, range, stage]);
    if (instruction.keyword !== 'LABEL')
      for (const { name, nameRange } of pairsOf(instruction, escape)) add(name, nameRange, true);
  }
  // A shell has variables of its own; those of the file are only the ones it declares.
  const declared = new Set(names.filter(({ isDefinition }) => isDefinition).map(({ name }) => name));
  for (const [name, range, place] of ofShells)
    if (declared.has(name))
      names.push({ kind: 'variable', id: `variable ${name}`, name, isDefinition: false, range, stage: place });
  return names;
}

export function findNames(file: Dockerfile): DockerfileName[] {
  return [...stageNames(file), ...variableNames(file)].sort((a, b) => a.range[0] - b.range[0]);
}

/** The name an offset is in or at the end of. */
export function nameAt(names: readonly DockerfileName[], offset: number): DockerfileName | undefined {
  return names.find(({ range: [start, end] }) => start <= offset && offset <= end);
}
