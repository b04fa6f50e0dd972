import { dockerfileFindings } from '../../../../spec/check/dockerfileFindings';
import { DEFAULT_SETTINGS } from '../../../../spec/check/settings';
import { parseDockerfile } from '../../../../spec/dockerfile/parse/parseDockerfile';

interface Shown {
  /** `line:column` from 1, and the text that is marked. */
  at: string;
  code: string;
  severity: string;
  message: string;
  fix: string | undefined;
}

function placeOf(text: string, [start, end]: [number, number]): string {
  const before = text.slice(0, start).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${text.slice(start, end)}`;
}

/** What is said of a Dockerfile, without `dockerfile-` before the codes. */
export function found(text: string, files: Record<string, string> = {}, targets: string[] = [], name = 'Dockerfile'): Shown[] {
  const surroundings = { path: `/p/${name}`, readFile: (path: string) => files[path], targets: new Set(targets) };
  return dockerfileFindings(parseDockerfile(text), surroundings, DEFAULT_SETTINGS).map(
    ({ code, severity, message, range = [0, 0], replacement }) => ({
      at: placeOf(text, range),
      code: code.replace('dockerfile-', ''),
      severity,
      message,
      fix: replacement,
    }),
  );
}

/** In one line each: `place: severity code: message [fix]`. */
export const lines = (text: string, files?: Record<string, string>, targets?: string[]): string[] =>
  found(text, files, targets).map(
    ({ at, code, severity, message, fix }) =>
      `${at}: ${severity} ${code}: ${message}${fix === undefined ? '' : ` [${JSON.stringify(fix)}]`}`,
  );
