import type { Code } from '../codes';
import type { Dockerfile, Range } from './Dockerfile';
import { BUILD_CHECK_NAMES, BUILD_CHECKS, ON_DEMAND } from './vocabulary/buildChecks';

interface CheckName {
  name: string;
  range: Range;
}

/** What `# check=…` says: options with `;` between, names with `,`. */
interface CheckDirective {
  skip: CheckName[];
  experimental: CheckName[];
  /** Warnings of the checks end the build. */
  isError: boolean;
  unknownOptions: CheckName[];
}

export function checkDirective({ directives }: Pick<Dockerfile, 'directives'>): CheckDirective {
  const found: CheckDirective = { skip: [], experimental: [], isError: false, unknownOptions: [] };
  const directive = directives.find(({ name }) => name === 'check');
  if (!directive) return found;
  let at = directive.valueRange[0];
  for (const option of directive.value.split(';')) {
    const equals = option.indexOf('=');
    const key = option
      .slice(0, equals < 0 ? option.length : equals)
      .trim()
      .toLowerCase();
    const value = equals < 0 ? '' : option.slice(equals + 1);
    if (key === 'skip' || key === 'experimental') found[key].push(...namesIn(value, at + equals + 1));
    else if (key === 'error') found.isError = value.trim().toLowerCase() === 'true';
    else if (key !== '') found.unknownOptions.push({ name: key, range: [at, at + option.length] });
    at += option.length + 1;
  }
  return found;
}

function namesIn(list: string, from: number): CheckName[] {
  return [...list.matchAll(/[^,\s]+/g)].map(({ index, 0: name }) => ({
    name,
    range: [from + index, from + index + name.length],
  }));
}

const codesOf = (names: readonly CheckName[]): Set<Code> => {
  const wanted = new Set(names.map(({ name }) => name.toLowerCase()));
  return new Set(
    BUILD_CHECK_NAMES.filter((name) => wanted.has('all') || wanted.has(name.toLowerCase())).map((name) => BUILD_CHECKS[name]),
  );
};

/** Codes the file itself does not want to hear of. */
export function skippedCodes({ skip, experimental }: CheckDirective): Set<Code> {
  const asked = codesOf(experimental);
  const skipped = codesOf(skip);
  for (const name of ON_DEMAND) if (!asked.has(BUILD_CHECKS[name])) skipped.add(BUILD_CHECKS[name]);
  return skipped;
}
