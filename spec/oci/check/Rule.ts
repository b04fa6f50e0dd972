import type { Code } from '../../codes';
import type { KindOf } from '../../host/rules/binds';
import type { Problem } from '../../Problem';
import type { Located, LocatedEntry, Place } from '../../yaml/Located';

/** How a rule looks at the host; a check on another machine's behalf goes without. */
export interface BundleFiles {
  kindOf: KindOf;
}

export interface RuleContext {
  /** The config, of which the structure is checked elsewhere: a rule skips what has the wrong type. */
  config: Located;
  files?: BundleFiles;
  /** `missing` names what should be there as well, `replacement` is what was meant, as JSON writes it. */
  report: (
    code: Code,
    place: Place,
    message: string,
    severity?: Problem['severity'],
    more?: { missing?: string; replacement?: string | undefined },
  ) => void;
}

/** One topic of the config. */
export type Rule = (context: RuleContext) => void;

export function itemsOf(node: Located | undefined): Located[] {
  return node?.kind === 'seq' ? node.items : [];
}

export function entriesOf(node: Located | undefined): LocatedEntry[] {
  return node?.kind === 'map' ? [...node.entries.values()] : [];
}

export function stringOf(node: Located | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** Also of numbers that no double holds. */
export function integerOf(node: Located | undefined): bigint | undefined {
  if (node?.kind !== 'scalar' || typeof node.value !== 'number' || !/^-?\d{1,20}$/.test(node.source)) return undefined;
  return BigInt(node.source);
}
