const MAX_SHOWN = 200;

const quoted = (text: string): string =>
  text === '' ? 'an empty text' : `\`${text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text}\``.replaceAll('\n', '⏎');

/** The value of a variable, and where it is from: the environment comes before the file. */
export function describeVariable(
  name: string,
  ofFile: ReadonlyMap<string, string | undefined>,
  { env }: { env: Readonly<Record<string, string | undefined>> },
  file = '.env',
): string {
  const [outer, inner] = [env[name], ofFile.get(name)];
  if (outer !== undefined) {
    const over = inner !== undefined && inner !== outer ? `, not ${quoted(inner)} of \`${file}\`` : '';
    return `**${name}** is ${quoted(outer)}, from the environment${over}.`;
  }
  return inner === undefined ? `**${name}** has no value.` : `**${name}** is ${quoted(inner)}, from \`${file}\`.`;
}
