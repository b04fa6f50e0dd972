import { basename } from 'node:path';
import { parseDotEnv } from '../../../spec/compose/dotenv';
import { PROJECT_TYPE } from '../../../spec/compose/vocabulary/projectKeys';
import { rangeInFile } from '../../../spec/yaml/Located';
import type { LocatedScalar } from '../../../spec/yaml/Located';
import type { SpecDocument } from '../../documents/SpecDocument';
import { expressionAt } from '../../names/variableExpression';
import { envOf } from '../../names/variables';
import { describeVariable } from './describeVariable';

/** What stands behind the name, by its sign. */
function alternative(operator: string, body: string): string | undefined {
  const shown = body === '' ? 'an empty text' : `\`${body}\``;
  const isEmptyToo = operator.startsWith(':') ? ' or is empty' : '';
  switch (operator.at(-1)) {
    case '-':
      return `Default: ${shown}, where it has no value${isEmptyToo}.`;
    case '?':
      return `Required: where it has no value${isEmptyToo}, nothing is started${body === '' ? '.' : `: ${body}`}`;
    case '+':
      return `Replaced by ${shown} where it has a value${isEmptyToo ? ' that is not empty' : ''}.`;
    default:
      return undefined;
  }
}

/** The variable under the cursor, of those a value may have. */
export function variableHover(
  document: SpecDocument,
  value: LocatedScalar | undefined,
  offset: number,
): { text: string; range: [number, number] } | undefined {
  if (!value?.isInterpolated || !document.isHere(value) || document.type !== PROJECT_TYPE) return undefined;
  const found = expressionAt(document.text, rangeInFile(value), offset);
  if (!found) return undefined;
  const file = envOf(document);
  const { variables } = parseDotEnv(document.readFile(file) ?? '', file, (name) => document.env[name]);
  const parts = [describeVariable(found.name, variables, document, basename(file)), alternative(found.operator, found.body)];
  return { text: parts.filter((part) => part !== undefined).join('  \n'), range: found.range };
}
