import { shellWords } from '../../../spec/compose/shellWords';
import type { Located, LocatedMap, LocatedScalar, LocatedSeq } from '../../../spec/yaml/Located';
import { isNull } from '../../../spec/yaml/Located';
import { scalarText } from '../../../spec/yaml/scalarText';
import type { YamlText } from '../../edits/YamlText';

/** The same value in its other form, or `undefined` where that form cannot say it. */
type Form = (node: Located) => YamlText | undefined;

/** As written before variables are filled in; `undefined` for null and for collections. */
function sourceOf(node: Located | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? node.source : undefined;
}

const isScalar = (node: Located): node is LocatedScalar => node.kind === 'scalar';

/** Texts of a list of which every item is a text. */
function textsOf({ items }: LocatedSeq): string[] | undefined {
  const texts = items.map(sourceOf);
  return texts.includes(undefined) ? undefined : (texts as string[]);
}

/** What a program is given: of a number such as `0x10` that is not how it is written. */
function programText({ value, source, isQuoted, isInterpolated }: LocatedScalar): string {
  return isQuoted || isInterpolated === true || value === null ? source : String(value);
}

function unique<T extends readonly [string, unknown]>(entries: T[]): { entries: T[] } | undefined {
  return new Set(entries.map(([key]) => key)).size === entries.length ? { entries } : undefined;
}

function each<T>(node: LocatedMap, make: (key: string, value: Located) => T | undefined): T[] | undefined {
  const made = [...node.entries.values()].map(({ key, value }) => make(key, value));
  return made.includes(undefined) ? undefined : (made as T[]);
}

/** `- NAME=value` and `NAME: value`. */
const assignments: Form = (node) => {
  if (node.kind === 'seq') {
    const texts = textsOf(node);
    return (
      texts &&
      unique(
        texts.map((text) => {
          const equals = text.indexOf('=');
          return equals < 0
            ? ([scalarText(text), undefined] as const)
            : ([scalarText(text.slice(0, equals)), scalarText(text.slice(equals + 1))] as const);
        }),
      )
    );
  }
  if (node.kind !== 'map') return undefined;
  return each(node, (key, value) =>
    isScalar(value) ? scalarText(isNull(value) ? key : `${key}=${programText(value)}`) : undefined,
  );
};

/** `- host=address` and `host: address`. */
const hosts: Form = (node) => {
  if (node.kind === 'map')
    return each(node, (key, value) => (isScalar(value) ? scalarText(`${key}=${value.source}`) : undefined));
  const texts = node.kind === 'seq' ? textsOf(node) : undefined;
  if (texts?.some((text) => !/^[^=:]+[=:]./.test(text)) !== false) return undefined;
  return unique(
    texts.map((text) => [scalarText(text.replace(/[=:].*$/, '')), scalarText(text.replace(/^[^=:]+[=:]/, ''))] as const),
  );
};

/** A list of names and a mapping of them, each with `value`; back only where all say just that. */
const names =
  (value: YamlText | undefined, isJustThat: (node: Located) => boolean): Form =>
  (node) => {
    if (node.kind === 'seq') {
      const texts = textsOf(node);
      return texts && unique(texts.map((name) => [scalarText(name), value] as const));
    }
    return node.kind === 'map' ? each(node, (key, one) => (isJustThat(one) ? scalarText(key) : undefined)) : undefined;
  };

const isEmpty = (node: Located): boolean => isNull(node) || (node.kind === 'map' && node.entries.size === 0);

function isOnly(node: Located, key: string, value?: string): boolean {
  if (node.kind !== 'map' || node.entries.size !== 1) return false;
  const text = sourceOf(node.entries.get(key)?.value);
  return text !== undefined && (value === undefined || text === value);
}

/** A text and a mapping with one key. */
const under =
  (key: string): Form =>
  (node) => {
    if (node.kind === 'map') return isOnly(node, key) ? scalarText(sourceOf(node.entries.get(key)?.value) ?? '') : undefined;
    const text = sourceOf(node);
    return text === undefined ? undefined : { entries: [[key, scalarText(text)]] };
  };

/** One text and a list of one. */
const oneOrMore: Form = (node) => {
  if (node.kind === 'seq') return node.items.length === 1 ? textsOf(node)?.map(scalarText)[0] : undefined;
  const text = sourceOf(node);
  return text === undefined ? undefined : [scalarText(text)];
};

const quoted = (word: string): string => (/^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** A command line and its words. A variable could come to several words, or to none. */
const commandLine: Form = (node) => {
  const texts = node.kind === 'seq' ? textsOf(node) : [sourceOf(node) ?? ''];
  if (!texts || texts.length === 0 || texts.some((text) => text === '' || text.replaceAll('$$', '').includes('$')))
    return undefined;
  if (node.kind === 'seq') return scalarText(texts.map(quoted).join(' '));
  const words = shellWords(texts[0] ?? '');
  return typeof words === 'string' || words.length === 0 ? undefined : words.map((word) => JSON.stringify(word));
};

/** A line for the shell and `["CMD-SHELL", line]`. */
const healthTest: Form = (node) => {
  if (node.kind !== 'seq') {
    const text = sourceOf(node);
    return text ? ['"CMD-SHELL"', JSON.stringify(text)] : undefined;
  }
  const [kind, line, ...rest] = textsOf(node) ?? [];
  return kind === 'CMD-SHELL' && line !== undefined && rest.length === 0 ? scalarText(line) : undefined;
};

const STARTED: YamlText = { entries: [['condition', 'service_started']] };

/** Keys of a service with two forms, by their path in it. */
export const VALUE_FORMS: Readonly<Record<string, Form>> = {
  annotations: assignments,
  build: under('context'),
  'build.additional_contexts': assignments,
  'build.args': assignments,
  'build.labels': assignments,
  command: commandLine,
  depends_on: names(STARTED, (node) => isOnly(node, 'condition', 'service_started')),
  dns: oneOrMore,
  dns_search: oneOrMore,
  entrypoint: commandLine,
  env_file: oneOrMore,
  environment: assignments,
  extends: under('service'),
  extra_hosts: hosts,
  'healthcheck.test': healthTest,
  label_file: oneOrMore,
  labels: assignments,
  models: names(undefined, isEmpty),
  networks: names(undefined, isEmpty),
  sysctls: assignments,
  tmpfs: oneOrMore,
};
