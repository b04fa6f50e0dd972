const DAY_MS = 24 * 60 * 60_000;
/** Of days, months and years: the largest that there are at least two of is told. */
const UNITS: readonly [days: number, name: string][] = [
  [365.25, 'years'],
  [30.44, 'months'],
  [1, 'days'],
];

/** The day of a time in milliseconds since 1970, as ISO 8601 has it. */
export const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** How long ago a time in milliseconds since 1970 was. */
export function ageText(time: number, now = Date.now()): string {
  const days = (now - time) / DAY_MS;
  const [length = 1, name = 'days'] = UNITS.find(([unit]) => days >= 2 * unit) ?? [];
  if (days < 1) return 'today';
  return days < 2 ? '1 day ago' : `${Math.floor(days / length)} ${name} ago`;
}
