/** A definition that a service needs in another section of the file. */
interface Definition {
  section: 'volumes' | 'secrets' | 'networks';
  /** As it is in the lines, with its place to fill in. */
  name: string;
  /** Below the name. */
  lines: readonly string[];
}

export interface Snippet {
  label: string;
  doc: string;
  /** Path of the mapping it is written in; `*` is any name. */
  at: readonly string[];
  /** The key it begins with, when that can be there only once. */
  key?: string;
  /** `${1:name}` is filled in, `${1:@service}` with another service of the file; a plain dollar sign is `\$`. */
  lines: readonly string[];
  /** Written with it unless it is there already. */
  needs?: readonly Definition[];
}

export const volume = (name: string): Definition => ({ section: 'volumes', name, lines: [] });

export const secret = (name: string, file: string): Definition => ({ section: 'secrets', name, lines: [`file: ${file}`] });
