const MAX_PATTERNS = 1000;
const MAX_LENGTH = 256;

interface Pattern {
  segments: string[];
  isException: boolean;
}

/** `*` and `?` within one part of a path; the time is bounded by the product of the lengths. */
function matchesPart(part: string, pattern: string): boolean {
  let [at, star, mark] = [0, -1, 0];
  let index = 0;
  while (index < part.length) {
    const wanted = pattern.charAt(at);
    if (at < pattern.length && wanted !== '*' && (wanted === '?' || wanted === part.charAt(index))) {
      at++;
      index++;
    } else if (wanted === '*' && at < pattern.length) {
      star = at++;
      mark = index;
    } else if (star >= 0) {
      at = star + 1;
      index = ++mark;
    } else return false;
  }
  while (pattern.charAt(at) === '*') at++;
  return at === pattern.length;
}

/** Whether the path or a directory above it matches; `**` is any number of parts. */
function matches(parts: readonly string[], segments: readonly string[]): boolean {
  // Row by row: which beginnings of the pattern fit the parts so far.
  let fits = segments.map(() => false);
  fits = [true, ...fits];
  const skip = (row: boolean[]): boolean[] => {
    for (const [index, segment] of segments.entries()) if (segment === '**' && row[index]) row[index + 1] = true;
    return row;
  };
  fits = skip(fits);
  for (const part of parts) {
    const before = fits;
    fits = skip([
      false,
      ...segments.map((segment, index) =>
        segment === '**'
          ? before[index] === true || before[index + 1] === true
          : before[index] === true && matchesPart(part, segment),
      ),
    ]);
    if (fits.at(-1)) return true;
  }
  return false;
}

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');

/** Patterns that cannot be told apart by this simple reading (`[a-z]`, escapes) make the file unknown. */
function readPatterns(text: string): Pattern[] | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const rules = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (rules.length > MAX_PATTERNS || rules.some((rule) => /[[\]\\]/.test(rule) || rule.length > MAX_LENGTH)) return undefined;
  return rules.map((rule) => ({ segments: partsOf(rule.replace(/^!/, '')), isException: rule.startsWith('!') }));
}

/** Which paths of the build context a `.dockerignore` leaves out; `undefined` when that cannot be told. */
export function ignoredBy(text: string): ((path: string) => boolean) | undefined {
  const patterns = readPatterns(text);
  return (
    patterns &&
    ((path) => {
      const parts = partsOf(path);
      if (parts.length === 0 || parts.includes('..') || path.length > MAX_LENGTH) return false;
      return patterns.reduce(
        (isIgnored, { segments, isException }) => (segments.length > 0 && matches(parts, segments) ? !isException : isIgnored),
        false,
      );
    })
  );
}
