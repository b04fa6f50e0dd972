import { closest } from '../../compose/check/closest';
import { checkDirective } from '../checkDirective';
import { BUILD_CHECK_NAMES } from '../vocabulary/buildChecks';
import { finding } from './Rule';
import type { FileRule, Finding } from './Rule';

const CODE = 'dockerfile-directive-invalid';

const OPTIONS = ['skip', 'error', 'experimental'];

export const directives: FileRule = ({ dockerfile }) => {
  const seen = new Set<string>();
  const own = dockerfile.directives.flatMap(({ name, value, range, valueRange }): Finding[] => {
    const isAgain = seen.has(name);
    seen.add(name);
    if (isAgain) return [finding(CODE, range, `There may be only one directive '${name}'.`)];
    if (name !== 'escape' || value === '\\' || value === '`') return [];
    return [finding(CODE, valueRange, "The escape character is '\\' or '`'.")];
  });
  const { skip, experimental, unknownOptions } = checkDirective(dockerfile);
  const names = [...skip, ...experimental]
    .filter(
      ({ name }) => name.toLowerCase() !== 'all' && !BUILD_CHECK_NAMES.some((one) => one.toLowerCase() === name.toLowerCase()),
    )
    .map(({ name, range }) => {
      const meant = closest(name, BUILD_CHECK_NAMES);
      const advice = meant ? `; did you mean ${meant}?` : '.';
      return finding(CODE, range, `There is no check '${name.slice(0, 60)}'${advice}`, 'warning', meant);
    });
  const options = unknownOptions.map(({ name, range }) =>
    finding(CODE, range, `'check' knows ${OPTIONS.join(', ')}, not '${name.slice(0, 40)}'.`, 'warning'),
  );
  return [...own, ...names, ...options];
};
