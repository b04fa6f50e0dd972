/** What a server wants to see of who asks: one of the schemes of its `WWW-Authenticate`. */
export interface Challenge {
  /** In lower case: `bearer`, `basic`. */
  scheme: string;
  /** By names in lower case. */
  parameters: Readonly<Record<string, string>>;
}

const MAX_LENGTH = 8192;
const PARAMETER = /^\s*,?\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/;
const SCHEME = /^\s*,?\s*([a-zA-Z][\w-]*)(?=\s|,|$)/;

/** Of RFC 9110, section 11.6.1. Ends where the header is none. */
export function parseChallenges(header: string): Challenge[] {
  const challenges: Challenge[] = [];
  let rest = header.slice(0, MAX_LENGTH);
  while (rest.trim() !== '') {
    const [whole, scheme] = SCHEME.exec(rest) ?? [];
    if (whole === undefined || scheme === undefined) break;
    rest = rest.slice(whole.length);
    const parameters = new Map<string, string>();
    for (let found = PARAMETER.exec(rest); found; found = PARAMETER.exec(rest)) {
      const [text, name = '', quoted, plain = ''] = found;
      parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain);
      rest = rest.slice(text.length);
    }
    challenges.push({ scheme: scheme.toLowerCase(), parameters: Object.fromEntries(parameters) });
  }
  return challenges;
}
