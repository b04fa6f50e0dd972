import { Dockerfiles } from '../compose/Dockerfiles';
import type { LoadResult } from '../compose/ComposeProject';
import type { Code } from '../codes';
import type { Problem } from '../Problem';
import { buildProblems } from './buildProblems';
import { fragmentProblems } from './fragmentProblems';
import { HostMemo, hostProblems } from './hostProblems';
import type { HostView } from './hostProblems';
import { ignoredAt } from './ignoreComments';
import { inlineFindings } from './inlineFindings';
import { partProblems } from './partProblems';
import { profileProblems } from './profileProblems';
import { saidOnce } from './saidOnce';
import { SeccompProfiles } from './SeccompProfiles';
import type { CheckSettings, Level } from './settings';
import { unusedAnchors } from './unusedAnchors';

interface ComposeFile {
  path: string;
  text: string;
  /** The project it belongs to. */
  project: LoadResult;
  readFile: (path: string) => string | undefined;
}

/** What is kept from one check of a project for the next. */
export class FindingsMemo {
  readonly host = new HostMemo();
  readonly dockerfiles = new Dockerfiles();
  readonly profiles = new SeccompProfiles();
}

/** A matter of taste: said to those who ask for it. */
const OFF_BY_DEFAULT: readonly string[] = ['registry-not-pinned'];

/** The file may be right and only this engine not able; and a file that is just being begun is not wrong. */
function ownSeverity({ code, severity }: Problem): Level {
  if (OFF_BY_DEFAULT.includes(code)) return 'off';
  if (code.endsWith('-unsupported')) return 'warning';
  return code === 'project-empty' ? 'information' : severity;
}

const isOfYaml = ({ code }: Problem): boolean => code.startsWith('yaml-');

/** YAML takes no tabs to indent with, so what such lines belong to is not known: what else would be said of them is of no use. */
function isIndentedByTabs(problems: readonly Problem[], text: string): boolean {
  return problems.some(({ code, range: [start] = [0, 0] }) => {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    return code === 'yaml-syntax' && /^ *\t/.test(text.slice(lineStart, start + 1));
  });
}

/** What a line seems to say that is not YAML as it stands. */
const OF_BROKEN_LINES: readonly string[] = ['key-unknown', 'yaml-key-invalid', 'value-type', 'value-invalid'];

/** Without what comes of an error of syntax on the same line: mending that mends it, too. */
function withoutFollowing(problems: Problem[], text: string): Problem[] {
  const lineOf = ({ range: [start] = [0, 0] }: Problem): number => text.lastIndexOf('\n', start - 1);
  const broken = new Set(problems.filter(({ code }) => code === 'yaml-syntax').map(lineOf));
  if (broken.size === 0) return problems;
  return problems.filter((problem) => !OF_BROKEN_LINES.includes(problem.code) || !broken.has(lineOf(problem)));
}

/** Everything to be said of one file: as editors show it and as `bulkhead check` prints it. */
export function composeFindings(
  { path, text, project, readFile }: ComposeFile,
  host: HostView,
  settings: CheckSettings,
  { host: hostMemo, dockerfiles, profiles } = new FindingsMemo(),
): Problem[] {
  const ofBuilds = buildProblems(project.tree, readFile, dockerfiles);
  const ofInline = inlineFindings(project.tree, readFile, dockerfiles);
  const ofProfiles = profileProblems(project.tree, readFile, host.env, profiles);
  const all = [
    ...project.problems,
    ...ofBuilds,
    ...ofInline,
    ...ofProfiles,
    ...partProblems(path, text, project, readFile),
    ...fragmentProblems(project),
    ...hostProblems(project, host, hostMemo),
  ];
  const own = all.filter(({ file }) => file === path);
  const known = isIndentedByTabs(own, text) ? own.filter(isOfYaml) : withoutFollowing(own, text);
  return saidOnce(judged([...known, ...unusedAnchors(path, text)], text, settings));
}

/** After what settings and comments in the text say about the codes. */
export function judged(problems: Problem[], text: string, { severities }: CheckSettings): Problem[] {
  const isIgnored = ignoredAt(text);
  return problems.flatMap((problem) => {
    const level = severities.get(problem.code as Code) ?? ownSeverity(problem);
    if (level === 'off' || isIgnored(problem.code, problem.range?.[0] ?? 0)) return [];
    return [level === problem.severity ? problem : { ...problem, severity: level }];
  });
}
