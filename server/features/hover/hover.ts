import { MarkupKind } from 'vscode-languageserver/node';
import type { Hover, HoverParams } from 'vscode-languageserver/node';
import { alternatives } from '../../../spec/compose/check/checkProjectTree';
import { keyPlace, rangeInFile } from '../../../spec/yaml/Located';
import type { Located, LocatedScalar, Place } from '../../../spec/yaml/Located';
import { specAt } from '../../../spec/compose/vocabulary/specAt';
import type { ValueType } from '../../../spec/compose/vocabulary/ValueType';
import { explainWord, isWordKind } from '../../../spec/words/explainWord';
import type { SpecDocument } from '../../documents/SpecDocument';
import { entryAt } from '../../documents/entryAt';
import type { EntryAt } from '../../documents/entryAt';
import { describeImage, imageAt } from '../../images/imageHover';
import { pathInUse } from '../../names/pathInUse';
import type { LateFeature } from '../Feature';
import { referencedYaml } from '../referencedYaml';
import { describeKey } from './describeKey';
import { describeValue } from './describeValue';
import { variableHover } from './variableHover';

/** The type of the scalar under the cursor: of an item, when it stands in a list. */
function typeOfValue(type: ValueType, node: Located, value: LocatedScalar): ValueType {
  if (node === value || node.kind !== 'seq') return type;
  const list = alternatives(type).find(({ kind }) => kind === 'list');
  const item = node.items.find((one) => one === value || one.kind === 'seq');
  return list?.kind === 'list' && item ? typeOfValue(list.of, item, value) : type;
}

function isWithin(place: Place, offset: number): boolean {
  const [start, end] = rangeInFile(place);
  return start <= offset && offset <= end;
}

function interpolated(value: LocatedScalar): string | undefined {
  if (!value.isInterpolated) return undefined;
  return `Value: \`${String(value.value)}\`${value.hasUnsetVariable ? ' (a variable has no value)' : ''}`;
}

/** What is said of the value: on itself and, when there is only one, on its key. */
function valueParts({ entry, path, value }: EntryAt, document: SpecDocument): (string | undefined)[] {
  const scalar = value ?? (entry.value.kind === 'scalar' ? entry.value : undefined);
  const found = specAt(document.type, path);
  if (!scalar) return [];
  if (!found) return value ? [interpolated(value)] : [];
  const isOwn = scalar === entry.value;
  const type = typeOfValue(found.type, entry.value, scalar);
  const described = describeValue(scalar, { type, ...(isOwn && found.spec ? { spec: found.spec } : {}) }, entry.key, document);
  return [value ? interpolated(value) : undefined, described];
}

/** A sentence about a key that is a name of the kernel, as those of `sysctls`. */
function wordPart({ entry, path }: EntryAt, document: SpecDocument): string | undefined {
  const outer = specAt(document.type, path.slice(0, -1));
  const dict = outer && alternatives(outer.type).find(({ kind }) => kind === 'dict');
  const source = dict?.kind === 'dict' ? dict.keySource : undefined;
  const text = source !== undefined && isWordKind(source) ? explainWord(source, entry.key) : undefined;
  return text === undefined ? undefined : `**${entry.key}**  \n${text}`;
}

export const hover: LateFeature<HoverParams, Hover> = (context, { position }, token) => {
  const { document, host } = context;
  const { root } = document;
  const offset = document.offsetAt(position);
  const near = root && entryAt(root, document.path, offset);
  // An empty line or a comment inside of a mapping is neither its key nor a value.
  const isOn = near && (near.value || isWithin(keyPlace(near.entry), offset));
  const found = isOn ? { ...near, path: pathInUse(document, near.path) } : undefined;
  const spec = found && specAt(document.type, found.path)?.spec;
  const keyText = spec ? `**${String(found.path.at(-1))}**  \n${describeKey(spec, host)}` : found && wordPart(found, document);
  const variable = found && variableHover(document, found.value, offset);
  const all = [variable?.text, keyText, ...(found ? valueParts(found, document) : []), referencedYaml(document, offset)];
  const shown = (parts: (string | undefined)[]): Hover | undefined => {
    const value = parts.filter((part) => part !== undefined).join('\n\n');
    const place = variable
      ? document.rangeOfOffsets(variable.range)
      : found && document.rangeOf(found.value ?? keyPlace(found.entry));
    const range = place ? { range: place } : {};
    return value === '' ? undefined : { contents: { kind: MarkupKind.Markdown, value }, ...range };
  };
  const image = found?.value ? imageAt(document, offset) : undefined;
  const ofImage = image && describeImage(context, image, token);
  return ofImage ? ofImage.then((text) => shown([text, ...all])) : shown(all);
};
