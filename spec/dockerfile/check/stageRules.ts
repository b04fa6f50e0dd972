import { closest } from '../../compose/check/closest';
import type { Stage } from '../Dockerfile';
import type { StageUse } from '../stages';
import { finding, isPlain } from './Rule';
import type { FileRule } from './Rule';

export const duplicateStages: FileRule = ({ dockerfile: { stages } }) => {
  const seen = new Set<string>();
  return stages.flatMap(({ name }) => {
    const id = name?.text.toLowerCase();
    if (!name || id === undefined) return [];
    if (seen.has(id))
      return [finding('dockerfile-stage-name-duplicate', name.range, `There is already a stage '${id}' above.`, 'warning')];
    seen.add(id);
    return [];
  });
};

/** Could only be an image: a stage has no such name. */
const isLikeImage = (name: string): boolean => /[/:@.]/.test(name);
const MAX_COMPARED = 500;

export const undefinedStages: FileRule = ({ dockerfile: { stages }, uses }) => {
  const names = stages.slice(0, MAX_COMPARED).flatMap(({ name }) => (name ? [name.text] : []));
  return uses.flatMap(({ kind, name, range, to, by }) => {
    if (to || !isPlain(name)) return [];
    if (kind === 'from')
      return below(stages, name, by)
        ? [finding('dockerfile-stage-undefined', range, `Stage '${name}' is below: FROM knows only stages above it.`, 'warning')]
        : [];
    if (/^\d+$/.test(name))
      return [finding('dockerfile-stage-undefined', range, `There is no stage number ${name}; they are counted from 0.`)];
    const meant = isLikeImage(name) ? undefined : closest(name, names);
    return meant
      ? [finding('dockerfile-stage-undefined', range, `There is no stage '${name}'; did you mean '${meant}'?`, 'warning', meant)]
      : [];
  });
};

const below = (stages: readonly Stage[], name: string, { index }: Stage): boolean =>
  stages.slice(index, index + MAX_COMPARED).some((stage) => stage.name?.text.toLowerCase() === name.toLowerCase());

/** What is left when stages that need no other, and those no other needs, are taken away again and again. */
function tangled(stages: readonly Stage[], uses: readonly StageUse[], side: 'by' | 'to'): Set<Stage> {
  const other = side === 'by' ? 'to' : 'by';
  const counts = new Map<Stage, number>();
  const behind = new Map<Stage, Stage[]>();
  for (const use of uses) {
    const [one, next] = [use[side], use[other]];
    if (!one || !next) continue;
    counts.set(one, (counts.get(one) ?? 0) + 1);
    const list = behind.get(next);
    if (list) list.push(one);
    else behind.set(next, [one]);
  }
  const left = new Set(stages);
  const free = stages.filter((stage) => !counts.has(stage));
  for (let stage = free.pop(); stage; stage = free.pop()) {
    left.delete(stage);
    for (const one of behind.get(stage) ?? []) {
      const count = (counts.get(one) ?? 0) - 1;
      counts.set(one, count);
      if (count === 0) free.push(one);
    }
  }
  return left;
}

export const stageCycles: FileRule = ({ dockerfile: { stages }, uses }) => {
  const [needing, needed] = [tangled(stages, uses, 'by'), tangled(stages, uses, 'to')];
  const isTangled = (stage: Stage | undefined): boolean => stage !== undefined && needing.has(stage) && needed.has(stage);
  return uses
    .filter(({ by, to }) => isTangled(by) && isTangled(to))
    .map(({ by, to, name, range }) => {
      const message =
        by === to ? `A stage cannot take from itself.` : `Stage '${name}' needs this one in turn: neither can be built.`;
      return finding('dockerfile-stage-cycle', range, message);
    });
};

/** Only the last stage is built, and what it needs; others when somebody asks for them. */
export const unusedStages: FileRule = ({ dockerfile: { stages }, uses, targets }) => {
  const used = new Set(uses.map(({ to }) => to));
  return stages
    .slice(0, -1)
    .filter((stage) => !used.has(stage) && !targets.has(stage.name?.text.toLowerCase() ?? ''))
    .map(({ name, from }) => {
      const what = name ? `Stage '${name.text}'` : 'This stage';
      const when = name ? `; it is built only as the target of a build` : '';
      return finding(
        'dockerfile-stage-unused',
        (name ?? from.name).range,
        `${what} is used by no other stage${when}.`,
        'information',
      );
    });
};
