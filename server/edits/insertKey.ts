import type { TextEdit } from 'vscode-languageserver/node';
import { keyPlace, rangeInFile } from '../../spec/yaml/Located';
import type { LocatedMap } from '../../spec/yaml/Located';
import type { SpecDocument } from '../documents/SpecDocument';
import { isFlow } from './removal';
import { stepsIn } from './stepsAt';

/** A key before the first of a mapping in block style; lines are the keys below it. None where the mapping is written otherwise. */
export function insertKey(document: SpecDocument, map: LocatedMap, key: string, value: string | readonly string[]): TextEdit[] {
  const [first] = stepsIn(document, map);
  if (!first?.entry || isFlow(document, first)) return [];
  const start = rangeInFile(keyPlace(first.entry))[0];
  const column = document.rangeOfOffsets([start, start]).start.character;
  const indent = ' '.repeat(column);
  const text =
    typeof value === 'string' ? `${key}: ${value}\n` : `${key}:\n${value.map((line) => `${indent}  ${line}\n`).join('')}`;
  return [{ range: document.rangeOfOffsets([start, start]), newText: `${text}${indent}` }];
}
