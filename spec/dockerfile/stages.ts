import type { Dockerfile, Flag, Instruction, Range, Stage } from './Dockerfile';
import { mountFields } from './mounts';

/** Where a stage is named by another. */
export interface StageUse {
  kind: 'from' | 'copy' | 'mount';
  name: string;
  range: Range;
  by: Stage;
  /** The stage it means; none of this file when missing. */
  to: Stage | undefined;
}

/** By its name in any case, or by its number; of two with one name the last. */
export function stageNamed(stages: readonly Stage[], name: string): Stage | undefined {
  const wanted = name.toLowerCase();
  const found = stages.findLast((stage) => stage.name?.text.toLowerCase() === wanted);
  return found ?? (/^\d{1,6}$/.test(name) ? stages[Number(name)] : undefined);
}

function namedIn({ keyword, flags, text, trigger }: Instruction): { kind: StageUse['kind']; name: string; range: Range }[] {
  if (trigger) return namedIn(trigger);
  if (keyword === 'COPY')
    return flags
      .filter(({ name, value }) => name === 'from' && value)
      .map(({ value = '', valueRange }: Flag) => ({ kind: 'copy', name: value, range: valueRange }));
  if (keyword !== 'RUN') return [];
  return flags
    .filter(({ name }) => name === 'mount')
    .flatMap((flag) => mountFields(flag, text))
    .filter(({ key, value }) => key === 'from' && value)
    .map(({ value, valueRange }) => ({ kind: 'mount', name: value, range: valueRange }));
}

class StageIndex {
  private readonly byName = new Map<string, Stage[]>();

  constructor(stages: readonly Stage[]) {
    for (const stage of stages) {
      const name = stage.name?.text.toLowerCase();
      if (name !== undefined) this.byName.set(name, [...(this.byName.get(name) ?? []).slice(0, 100), stage]);
    }
  }

  last(name: string): Stage | undefined {
    return this.byName.get(name.toLowerCase())?.at(-1);
  }

  before(name: string, index: number): Stage | undefined {
    return this.byName.get(name.toLowerCase())?.findLast((stage) => stage.index < index);
  }
}

/** Every place where a stage (or an image that might be one) is named. FROM means only stages above it. */
export function stageUses({ stages }: Pick<Dockerfile, 'stages'>): StageUse[] {
  const index = new StageIndex(stages);
  return stages.flatMap((by) => {
    const base: StageUse[] = by.image
      ? [{ kind: 'from', name: by.image.text, range: by.image.range, by, to: index.before(by.image.text, by.index) }]
      : [];
    const others = by.instructions.flatMap(namedIn).map(({ kind, name, range }): StageUse => {
      const to = /^\d{1,6}$/.test(name) ? stages[Number(name)] : index.last(name);
      return { kind, name, range, by, to };
    });
    return [...base, ...others];
  });
}
