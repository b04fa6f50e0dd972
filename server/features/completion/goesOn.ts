import { alternatives } from '../../../spec/compose/check/checkProjectTree';
import type { Section, ValueSource, ValueType } from '../../../spec/compose/vocabulary/ValueType';
import { valueAt } from '../../../spec/yaml/Located';
import type { SpecDocument } from '../../documents/SpecDocument';
import type { Candidate, Place } from './Source';

/** Sources that often have nothing to offer: an editor would say so. */
const SELDOM = new Set<ValueSource>(['profile', 'service', 'tmpfs', 'variable']);

function hasNames({ root }: SpecDocument, section: Section): boolean {
  const names = valueAt(root, section);
  return names?.kind === 'map' && names.entries.size > 0;
}

/** Whether something would be offered where a value of a type begins. */
function isOffered(document: SpecDocument, type: ValueType): boolean {
  return alternatives(type).some((option) => {
    switch (option.kind) {
      case 'list':
        return isOffered(document, option.of);
      case 'dict':
        return (
          option.usualKeys !== undefined ||
          (option.keySource !== undefined && !SELDOM.has(option.keySource)) ||
          (option.keys !== undefined && hasNames(document, option.keys))
        );
      case 'reference':
        return hasNames(document, option.to);
      case 'string':
        return option.suggestions !== undefined || (option.source !== undefined && !SELDOM.has(option.source));
      default:
        return ['boolean', 'enum', 'object', 'port', 'volume'].includes(option.kind);
    }
  });
}

/** Whether there is more to choose once a candidate is: the values of a key, what is in a directory. */
export function goesOn({ context }: Place, { insert }: Candidate): boolean {
  if (insert.kind === 'key') return isOffered(context.document, insert.type);
  if (insert.kind === 'value') return insert.isOpen === true && insert.text.endsWith('/');
  return insert.kind === 'part' && insert.text.endsWith('/');
}
