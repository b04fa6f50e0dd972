import type { Code } from '../../codes';
import type { PlacedProblem, Problem } from '../../Problem';
import { keyPlace, plainValue, textOf } from '../../yaml/Located';
import type { Located, LocatedEntry, LocatedMap, LocatedScalar, LocatedSeq, Place } from '../../yaml/Located';
import { PROJECT_KEYS, SERVICE_KEYS } from '../vocabulary/projectKeys';
import type { Section, ValueType, Vocabulary } from '../vocabulary/ValueType';
import { alteration } from './alteration';
import { checkScalar } from './checkScalar';
import { describeType } from './describeType';
import { meantKey, placeAdvice } from './misplacedKeys';

type Path = readonly (string | number)[];

/** More of one entry helps nobody. */
const MAX_PROBLEMS = 500;
const NAME = /^[a-zA-Z0-9._-]+$/;

const takesMap = ({ kind }: ValueType): boolean => kind === 'dict' || kind === 'object' || kind === 'any';
const takesSeq = ({ kind }: ValueType): boolean => kind === 'list' || kind === 'any';
const takesScalar = ({ kind }: ValueType): boolean =>
  kind !== 'dict' && kind !== 'object' && kind !== 'list' && kind !== 'either';

/** Types are few and asked about for every value. */
const known = new WeakMap<ValueType, readonly ValueType[]>();

/** The alternatives of a type, flat. */
export function alternatives(type: ValueType): readonly ValueType[] {
  const found = known.get(type) ?? (type.kind === 'either' ? type.of.flatMap(alternatives) : [type]);
  known.set(type, found);
  return found;
}

/** The alternative a collection is meant to be. */
export function typeOfCollection(type: ValueType, kind: 'map' | 'seq'): ValueType | undefined {
  return alternatives(type).find(kind === 'map' ? takesMap : takesSeq);
}

/** What differs between kinds of files whose keys and types are told by a vocabulary. */
interface Manners {
  scalar: typeof checkScalar;
  unknownKey: Problem['severity'];
  placeAdvice: typeof placeAdvice;
}

const COMPOSE_MANNERS: Manners = { scalar: checkScalar, unknownKey: 'error', placeAdvice };

function isUnknown(node: Located): boolean {
  return node.kind === 'scalar' && node.hasUnsetVariable === true;
}

class Checker {
  readonly problems: PlacedProblem[] = [];
  private readonly manners: Manners;
  /** To the value at hand; one list for all, as nearly none of them has a problem. */
  private readonly path: (string | number)[];

  constructor(manners: Manners, path: Path = []) {
    this.manners = manners;
    this.path = [...path];
  }

  private report(
    code: Code,
    { origin, range }: Place,
    message: string,
    severity: Problem['severity'] = 'error',
    replacement?: string,
  ): void {
    if (this.problems.length < MAX_PROBLEMS)
      this.problems.push({
        code,
        severity,
        message,
        place: { origin, range },
        path: [...this.path],
        ...(replacement === undefined ? {} : { replacement }),
      });
  }

  check(node: Located, type: ValueType): void {
    if (node.tag === 'reset' || type.kind === 'any') return;
    if (node.kind === 'scalar') this.checkScalarOf(node, type);
    else {
      const collection = typeOfCollection(type, node.kind);
      if (!collection)
        this.report(
          'value-type',
          node,
          `${label(this.path)} is a ${node.kind === 'map' ? 'mapping' : 'list'}: expected ${describeType(type)}.`,
        );
      else if (node.kind === 'seq' && collection.kind === 'list') this.checkList(node, collection);
      else if (node.kind === 'map') this.checkMap(node, collection);
    }
  }

  private checkAt(step: string | number, node: Located, type: ValueType): void {
    this.path.push(step);
    this.check(node, type);
    this.path.pop();
  }

  private checkList(node: LocatedSeq, type: Extract<ValueType, { kind: 'list' }>): void {
    const seen = new Set<string>();
    const names = new Set<string>();
    for (const [index, item] of node.items.entries()) {
      this.checkAt(index, item, type.of);
      // One item alone is not there twice.
      if (!type.isSet || node.items.length === 1 || isUnknown(item)) continue;
      const text = JSON.stringify(plainValue(item));
      if (seen.has(text)) this.report('item-duplicate', item, `${label(this.path)}: ${text.slice(0, 60)} is given twice.`);
      else if (type.namesOnce) this.checkName(item, names);
      seen.add(text);
    }
  }

  /** Of two values for one name the last counts. */
  private checkName(item: Located, names: Set<string>): void {
    const name = textOf(item)?.split('=', 1)[0];
    if (name === undefined) return;
    if (names.has(name)) {
      const message = `${label(this.path)}: ${name.slice(0, 60)} has a value already: this one counts.`;
      this.report('item-duplicate', item, message, 'warning');
    }
    names.add(name);
  }

  private checkScalarOf(node: LocatedScalar, type: ValueType): void {
    // Most values fit, and nothing is made for them.
    if (node.hasUnsetVariable) return;
    if (takesScalar(type) && this.manners.scalar(node, type) === undefined) {
      if (type.kind === 'scalar') this.checkAltered(node);
      return;
    }
    const options = alternatives(type);
    const fitting = options.find((option) => takesScalar(option) && this.manners.scalar(node, option) === undefined);
    if (fitting) {
      if (fitting.kind === 'scalar') this.checkAltered(node);
      return;
    }
    const scalars = options.filter(takesScalar);
    const complaints = scalars.map((option) => this.manners.scalar(node, option));
    const [only] = complaints.filter((_, index) => scalars[index]?.kind !== 'null');
    const meaningful = scalars.filter(({ kind }) => kind !== 'null').length;
    const begun = options.flatMap((option) => keyBegun(node, option) ?? [])[0];
    const text =
      node.value === null
        ? `has no value: expected ${describeType(type)}`
        : meaningful === 1 && only
          ? only.text
          : `'${String(node.value).slice(0, 60)}' is not valid: expected ${describeType(type)}${begun === undefined ? '' : `; did you mean ${begun}?`}`;
    this.report(
      node.value === null ? 'value-missing' : 'value-invalid',
      node,
      `${label(this.path)}${node.value === null ? ' ' : ': '}${endWith(text)}`,
      'error',
      meaningful === 1 ? only?.replacement : begun,
    );
  }

  private checkAltered(node: LocatedScalar): void {
    const found = alteration(node);
    if (found) this.report('value-altered', node, `${label(this.path)}: ${found.text}.`, found.severity, `"${node.source}"`);
  }

  private checkMap(node: LocatedMap, type: ValueType): void {
    if (type.kind === 'dict') for (const entry of node.entries.values()) this.checkItem(entry, type);
    else if (type.kind === 'object') this.checkObject(node, type.keys, type.required ?? []);
  }

  checkItem(entry: LocatedEntry, type: Extract<ValueType, { kind: 'dict' }>): void {
    if (type.keys && entry.key.startsWith('x-')) return;
    this.path.push(entry.key);
    // Services are named elsewhere, too: what they depend on.
    if (this.path.length === 2 && this.path[0] === 'services' && isKeyOfService(entry)) {
      const message = `'${entry.key}' stands where services are named: indent it, so that it is in the service above.`;
      this.report('key-misplaced', keyPlace(entry), message);
      this.path.pop();
      return;
    }
    if (type.keys && !NAME.test(entry.key)) {
      const message = `'${entry.key}' is not a name: use letters, digits, '.', '_' and '-'.`;
      this.report('name-invalid', keyPlace(entry), message);
    }
    this.check(entry.value, type.of);
    this.path.pop();
  }

  private checkObject(node: LocatedMap, keys: Vocabulary, required: readonly string[]): void {
    for (const entry of node.entries.values()) this.checkKey(entry, keys);
    const missing = required.filter((key) => !node.entries.has(key));
    if (missing.length === 0) return;
    // One that is only misspelt is not missing, too.
    const meant = new Set([...node.entries.keys()].map((key) => (Object.hasOwn(keys, key) ? undefined : meantKey(key, keys))));
    for (const key of missing)
      if (!meant.has(key)) this.report('key-missing', node, `${label(this.path)} lacks the key '${key}'.`);
  }

  checkKey(entry: LocatedEntry, keys: Vocabulary): void {
    const { key, value } = entry;
    const spec = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (!spec) {
      this.reportUnknown(entry, keys);
      return;
    }
    this.path.push(key);
    if (spec.deprecated) this.report('key-deprecated', keyPlace(entry), `${key}: ${spec.deprecated}.`, 'information');
    this.check(value, spec.type);
    this.path.pop();
  }

  private reportUnknown(entry: LocatedEntry, keys: Vocabulary): void {
    const { key } = entry;
    if (key.startsWith('x-') || this.problems.length >= MAX_PROBLEMS) return;
    const meant = meantKey(key, keys);
    const advice = meant ? `; did you mean '${meant}'?` : `${this.manners.placeAdvice(entry, this.path)}.`;
    const message = `Unknown key '${key}' ${where(this.path)}${advice}`;
    this.path.push(key);
    this.report('key-unknown', keyPlace(entry), message, this.manners.unknownKey, meant);
    this.path.pop();
  }
}

/** A key of a service that has the form of one, where a service should begin. */
function isKeyOfService({ key, value }: LocatedEntry): boolean {
  if (!Object.hasOwn(SERVICE_KEYS, key)) return false;
  if (value.kind !== 'map') return value.kind === 'seq' || value.value !== null;
  return value.entries.size > 0 && ![...value.entries.keys()].some((inner) => Object.hasOwn(SERVICE_KEYS, inner));
}

/** `image nginx` or `image:nginx` where a mapping may stand: a key whose colon, or the blank behind it, is missing. */
function keyBegun({ value, isQuoted }: LocatedScalar, type: ValueType): string | undefined {
  if (type.kind !== 'object' || typeof value !== 'string' || isQuoted) return undefined;
  const [, key = '', rest = ''] = /^([\w-]{1,64})(?:\s+|:)(\S.{0,256})$/.exec(value) ?? [];
  return Object.hasOwn(type.keys, key) ? `${key}: ${rest}` : undefined;
}

function endWith(text: string): string {
  return text.endsWith('?') ? text : `${text}.`;
}

function where(path: Path): string {
  if (path.length === 0) return 'at the top of the file';
  if (path.length === 2 && path[0] === 'services') return `in service ${path[1]}`;
  return `under ${label(path)}`;
}

/** `web.deploy.replicas`, `ports[0]`: the path as people say it. */
function label(path: Path): string {
  const shown = path[0] === 'services' && path.length > 2 ? path.slice(2) : path;
  return (
    shown.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('') || 'This file'
  );
}

/** Keys and values of a whole file of another kind against its vocabulary. */
export function checkTree(root: Located, type: ValueType, manners: Manners): PlacedProblem[] {
  const checker = new Checker(manners);
  checker.check(root, type);
  return checker.problems;
}

/** A key at the top of a file as written, after interpolation and before merging, against the vocabulary. */
export function checkTopEntry(entry: LocatedEntry): PlacedProblem[] {
  const checker = new Checker(COMPOSE_MANNERS);
  checker.checkKey(entry, PROJECT_KEYS);
  return checker.problems;
}

/** One service, network, … of a file. */
export function checkSectionEntry(section: Section, entry: LocatedEntry): PlacedProblem[] {
  const checker = new Checker(COMPOSE_MANNERS, [section]);
  const spec = PROJECT_KEYS[section];
  const type = spec && typeOfCollection(spec.type, 'map');
  if (type?.kind === 'dict') checker.checkItem(entry, type);
  return checker.problems;
}
