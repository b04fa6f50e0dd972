import { scalarText } from '../../../spec/yaml/scalarText';

type Quote = '"' | "'";

export function inQuotes(text: string, quote: Quote): string {
  return quote === '"' ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}

/** A text as YAML reads it back as the same text. */
export function asText(text: string, isInFlow: boolean): string {
  return isInFlow && text.includes(',') ? inQuotes(text, '"') : scalarText(text);
}
