import { numberAsText } from '../numberAsText';
import type { LocatedScalar } from '../../yaml/Located';
import type { Problem } from '../../Problem';

const DATE = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d*)?(?:Z|[-+]\d{2}:\d{2})?)?$/;

interface Alteration {
  severity: Problem['severity'];
  text: string;
}

/** Where a text is meant: what YAML reads otherwise than it is written, so that another text comes of it. */
export function alteration({ value, source, isQuoted, isInterpolated }: LocatedScalar): Alteration | undefined {
  if (isQuoted || isInterpolated || source === '') return undefined;
  if (typeof value === 'boolean') return said(source, 'is a truth value', String(value), 'information');
  if (DATE.test(source))
    return {
      severity: 'warning',
      text: `${source} is a date in YAML 1.1, which Docker Compose passes on in another form: ${KEEP}`,
    };
  return said(source, 'is a number', numberAsText(source), 'warning');
}

const KEEP = 'put it in quotes to keep it as it is written';

function said(source: string, what: string, becomes: string | undefined, severity: Problem['severity']): Alteration | undefined {
  if (becomes === undefined || becomes === source) return undefined;
  return { severity, text: `${source} ${what} in YAML and becomes the text ${becomes}: ${KEEP}` };
}
