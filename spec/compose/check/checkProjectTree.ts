import type { Code } from '../../codes';
import type { PlacedProblem, Problem } from '../../Problem';
import { keyPlace, plainValue } from '../../yaml/Located';
import type { Located, LocatedEntry, LocatedMap, LocatedSeq, Place } from '../../yaml/Located';
import { PROJECT_KEYS } from '../vocabulary/projectKeys';
import type { Section, ValueType, Vocabulary } from '../vocabulary/ValueType';
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

  constructor(manners: Manners) {
    this.manners = manners;
  }

  private report(
    code: Code,
    { origin, range }: Place,
    path: Path,
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
        path: [...path],
        ...(replacement === undefined ? {} : { replacement }),
      });
  }

  check(node: Located, type: ValueType, path: Path): void {
    if (node.tag === 'reset' || type.kind === 'any') return;
    if (node.kind === 'scalar') this.checkScalarOf(node, type, path);
    else {
      const collection = typeOfCollection(type, node.kind);
      if (!collection)
        this.report(
          'value-type',
          node,
          path,
          `${label(path)} is a ${node.kind === 'map' ? 'mapping' : 'list'}: expected ${describeType(type)}.`,
        );
      else if (node.kind === 'seq' && collection.kind === 'list') this.checkList(node, collection, path);
      else if (node.kind === 'map') this.checkMap(node, collection, path);
    }
  }

  private checkList(node: LocatedSeq, type: Extract<ValueType, { kind: 'list' }>, path: Path): void {
    const seen = new Set<string>();
    node.items.forEach((item, index) => {
      this.check(item, type.of, [...path, index]);
      const text = type.isSet && !isUnknown(item) ? JSON.stringify(plainValue(item)) : undefined;
      if (text === undefined) return;
      if (seen.has(text)) this.report('item-duplicate', item, path, `${label(path)}: ${text.slice(0, 60)} is given twice.`);
      seen.add(text);
    });
  }

  private checkScalarOf(node: Extract<Located, { kind: 'scalar' }>, type: ValueType, path: Path): void {
    const options = alternatives(type);
    // Most values fit, and nothing is made for them.
    if (node.hasUnsetVariable) return;
    if (options.some((option) => takesScalar(option) && this.manners.scalar(node, option) === undefined)) return;
    const scalars = options.filter(takesScalar);
    const complaints = scalars.map((option) => this.manners.scalar(node, option));
    const [only] = complaints.filter((_, index) => scalars[index]?.kind !== 'null');
    const meaningful = scalars.filter(({ kind }) => kind !== 'null').length;
    const text =
      node.value === null
        ? `has no value: expected ${describeType(type)}`
        : meaningful === 1 && only
          ? only.text
          : `'${String(node.value).slice(0, 60)}' is not valid: expected ${describeType(type)}`;
    this.report(
      node.value === null ? 'value-missing' : 'value-invalid',
      node,
      path,
      `${label(path)}${node.value === null ? ' ' : ': '}${endWith(text)}`,
      'error',
      meaningful === 1 ? only?.replacement : undefined,
    );
  }

  private checkMap(node: LocatedMap, type: ValueType, path: Path): void {
    if (type.kind === 'dict') for (const entry of node.entries.values()) this.checkItem(entry, type, path);
    else if (type.kind === 'object') this.checkObject(node, type.keys, type.required ?? [], path);
  }

  checkItem(entry: LocatedEntry, type: Extract<ValueType, { kind: 'dict' }>, path: Path): void {
    if (type.keys && entry.key.startsWith('x-')) return;
    const place = [...path, entry.key];
    if (type.keys && !NAME.test(entry.key)) {
      const message = `'${entry.key}' is not a name: use letters, digits, '.', '_' and '-'.`;
      this.report('name-invalid', keyPlace(entry), place, message);
    }
    this.check(entry.value, type.of, place);
  }

  private checkObject(node: LocatedMap, keys: Vocabulary, required: readonly string[], path: Path): void {
    for (const entry of node.entries.values()) this.checkKey(entry, keys, path);
    for (const key of required)
      if (!node.entries.has(key)) this.report('key-missing', node, path, `${label(path)} lacks the key '${key}'.`);
  }

  checkKey(entry: LocatedEntry, keys: Vocabulary, path: Path): void {
    const { key, value } = entry;
    const spec = Object.hasOwn(keys, key) ? keys[key] : undefined;
    const place = [...path, key];
    if (spec) {
      if (spec.deprecated) this.report('key-deprecated', keyPlace(entry), place, `${key}: ${spec.deprecated}.`, 'information');
      this.check(value, spec.type, place);
    } else if (!key.startsWith('x-') && this.problems.length < MAX_PROBLEMS) {
      const meant = meantKey(key, keys);
      const advice = meant ? `; did you mean '${meant}'?` : `${this.manners.placeAdvice(entry, path)}.`;
      this.report(
        'key-unknown',
        keyPlace(entry),
        place,
        `Unknown key '${key}' ${where(path)}${advice}`,
        this.manners.unknownKey,
        meant,
      );
    }
  }
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
  checker.check(root, type, []);
  return checker.problems;
}

/** A key at the top of a file as written, after interpolation and before merging, against the vocabulary. */
export function checkTopEntry(entry: LocatedEntry): PlacedProblem[] {
  const checker = new Checker(COMPOSE_MANNERS);
  checker.checkKey(entry, PROJECT_KEYS, []);
  return checker.problems;
}

/** One service, network, … of a file. */
export function checkSectionEntry(section: Section, entry: LocatedEntry): PlacedProblem[] {
  const checker = new Checker(COMPOSE_MANNERS);
  const spec = PROJECT_KEYS[section];
  const type = spec && typeOfCollection(spec.type, 'map');
  if (type?.kind === 'dict') checker.checkItem(entry, type, [section]);
  return checker.problems;
}
