import { readFileSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { imageFindings, imagesIn } from '../../../spec/check/imageFindings';
import { readSettings } from '../../../spec/check/settings';
import type { CheckSettings } from '../../../spec/check/settings';
import { specFindings } from '../../../spec/check/specFindings';
import type { SpecFiles } from '../../../spec/check/specFindings';
import { factsOfReport } from '../../../spec/host/factsOfReport';
import type { HostFacts } from '../../../spec/host/HostFacts';
import { NO_SERVICES } from '../../../spec/compose/servicesOnHost';
import { readHostFacts } from '../../../spec/host/readHostFacts';
import type { Problem } from '../../../spec/Problem';
import { messageOf } from '../../faults';
import type { Invocation } from '../Invocation';
import { findingsOf, type Finding } from './Finding';
import { filesOnDisk } from './filesOnDisk';
import { human, summary } from './human';
import { runningOnHost } from './runningOnHost';
import { sarif } from './sarif';

const MAX_BYTES = 8 * 1024 * 1024;
const FOUND = 1;
const UNREADABLE = 2;

export interface CheckOptions {
  format: 'human' | 'json' | 'sarif';
  host: string | boolean;
  strict?: boolean;
  severity?: Record<string, string>;
  /** Whether registries are asked about images. */
  registry?: boolean;
  /** Whether a database is asked about what the images hold. */
  vulnerabilities?: boolean;
}

/** Prints what is found in the files; the exit code. */
export async function checkFiles(
  paths: string[],
  { format, host, strict, severity, registry, vulnerabilities }: CheckOptions,
  invocation: Pick<Invocation, 'stdout' | 'stderr' | 'env'>,
): Promise<number> {
  const { stdout, stderr } = invocation;
  const onHost = host === true ? await runningOnHost() : undefined;
  const facts = factsFor(host);
  // What lies on this disk and runs here says nothing of another machine.
  const here = { ...filesOnDisk, servicesOnHost: () => onHost ?? NO_SERVICES };
  const files = host === false || typeof host === 'string' ? { ...filesOnDisk, kindOf: undefined } : here;
  const settings = readSettings({ severity });
  const problems = new Map<string, Problem[]>();
  const texts = new Map<string, string>();
  let unreadable = 0;
  for (const path of paths) {
    try {
      const text = readBounded(path);
      const file = resolve(path);
      texts.set(file, text);
      problems.set(file, specFindings(file, text, files, facts, settings));
    } catch (error) {
      unreadable++;
      stderr.write(`bulkhead: ${path} cannot be checked: ${messageOf(error)}\n`);
    }
  }
  if (registry || vulnerabilities)
    for (const [file, found] of await imageProblems(texts, { ...invocation, files, facts, settings, vulnerabilities }))
      problems.get(file)?.push(...found);
  const findings = [...problems].flatMap(([file, found]) => findingsOf(file, texts.get(file) ?? '', found));
  stdout.write(printed(findings, format, texts));
  if (unreadable > 0) return UNREADABLE;
  return findings.some((finding) => finding.severity === 'error' || (strict && finding.severity === 'warning')) ? FOUND : 0;
}

interface ImageCheck extends Pick<Invocation, 'env' | 'stderr'> {
  files: SpecFiles;
  facts: HostFacts | undefined;
  settings: CheckSettings;
  vulnerabilities: boolean | undefined;
}

/** What is found in the images that the files name. */
async function imageProblems(
  texts: ReadonlyMap<string, string>,
  { files, facts, settings, ...asking }: ImageCheck,
): Promise<[file: string, problems: Problem[]][]> {
  const { askRegistries } = await import('./askRegistries');
  const machine = facts?.kernel.machine;
  const named = [...texts].map(([path, text]) => ({ path, text, uses: imagesIn(path, text, files) }));
  const all = named.flatMap(({ uses }) => uses);
  const view = { factsOf: await askRegistries(all, machine, asking), local: new Set<string>(), machine };
  return named.map(({ path, text, uses }) => [path, imageFindings({ path, text }, uses, view, settings)]);
}

function printed(findings: Finding[], format: CheckOptions['format'], texts: ReadonlyMap<string, string>): string {
  if (format === 'sarif') return `${JSON.stringify(sarif(findings), undefined, 2)}\n`;
  const shown = findings.map((finding) => ({ ...finding, file: relative(process.cwd(), finding.file) }));
  if (format === 'json') return `${JSON.stringify(shown, undefined, 2)}\n`;
  return human(shown, (file) => texts.get(resolve(file)) ?? '') + summary(findings, texts.size);
}

function factsFor(host: string | boolean): HostFacts | undefined {
  if (host === false) return undefined;
  return typeof host === 'string' ? factsOfProfile(host) : readHostFacts();
}

function factsOfProfile(path: string): HostFacts {
  let text: string;
  try {
    text = readBounded(path);
  } catch (error) {
    throw new Error(`the host profile ${path} cannot be read: ${messageOf(error)}`);
  }
  return factsOfReport(path, text);
}

function readBounded(path: string): string {
  const stat = statSync(path);
  // A pipe would be waited for.
  if (!stat.isFile()) throw new Error('it is no file');
  if (stat.size > MAX_BYTES) throw new Error(`it has more than ${MAX_BYTES / 1024 / 1024} MiB`);
  return readFileSync(path, 'utf8');
}
