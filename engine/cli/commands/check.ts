import { readFileSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { isCode } from '../../../spec/codes';
import { readSettings } from '../../../spec/check/settings';
import { specFindings } from '../../../spec/check/specFindings';
import type { HostFacts } from '../../../spec/host/HostFacts';
import { readHostFacts } from '../../../spec/host/readHostFacts';
import { messageOf } from '../../faults';
import { findingsOf, type Finding } from '../check/Finding';
import { human, summary } from '../check/human';
import { readProfile } from '../check/readProfile';
import { sarif } from '../check/sarif';
import { filesOnDisk } from '../check/filesOnDisk';
import { runningOnHost } from '../check/runningOnHost';
import { ExitCode } from '../ExitCode';

const MAX_BYTES = 8 * 1024 * 1024;
const FOUND = 1;
const UNREADABLE = 2;

interface CheckOptions {
  format: 'human' | 'json' | 'sarif';
  host: string | boolean;
  strict?: boolean;
  severity?: Record<string, string>;
}

export function addCheck(program: Command): void {
  program
    .command('check <file...>')
    .description(
      'check Compose files, Dockerfiles and OCI configs, as the editor does; 0: nothing wrong, 1: something is, 2: a file cannot be read',
    )
    .addOption(new Option('--format <format>', 'how to print').choices(['human', 'json', 'sarif']).default('human'))
    .option('--host <profile>', "check for another machine: a file made there by 'bulkhead host --json'")
    .option('--no-host', 'leave out whether a machine can do it')
    .option('--strict', 'warnings fail, too')
    .option('--severity <code=level>', 'error, warning, information or off for one code', severityOf)
    .action(async (files: string[], options: CheckOptions) => {
      const onHost = options.host === true ? await runningOnHost() : undefined;
      const code = check(files, options, onHost);
      if (code !== 0) throw new ExitCode(code);
    });
}

function severityOf(text: string, before: Record<string, string> | undefined): Record<string, string> {
  const [code = '', level = ''] = text.split('=');
  if (!isCode(code)) throw new InvalidArgumentError(`'${code}' is no code of a problem`);
  if (!['error', 'warning', 'information', 'off'].includes(level))
    throw new InvalidArgumentError(`'${level}' is not error, warning, information or off`);
  return { ...before, [code]: level };
}

function check(
  paths: string[],
  { format, host, strict, severity }: CheckOptions,
  onHost: ReadonlySet<string> | undefined,
): number {
  const facts = factsFor(host);
  // What lies on this disk and runs here says nothing of another machine.
  const here = { ...filesOnDisk, servicesOnHost: () => onHost ?? new Set<string>() };
  const files = host === false || typeof host === 'string' ? { ...filesOnDisk, kindOf: undefined } : here;
  const settings = readSettings({ severity });
  const findings: Finding[] = [];
  const texts = new Map<string, string>();
  let unreadable = 0;
  for (const path of paths) {
    try {
      const text = readBounded(path);
      const file = resolve(path);
      texts.set(file, text);
      findings.push(...findingsOf(file, text, specFindings(file, text, files, facts, settings)));
    } catch (error) {
      unreadable++;
      process.stderr.write(`bulkhead: ${path} cannot be checked: ${messageOf(error)}\n`);
    }
  }
  process.stdout.write(printed(findings, format, texts));
  if (unreadable > 0) return UNREADABLE;
  return findings.some((finding) => finding.severity === 'error' || (strict && finding.severity === 'warning')) ? FOUND : 0;
}

function printed(findings: Finding[], format: CheckOptions['format'], texts: ReadonlyMap<string, string>): string {
  if (format === 'sarif') return `${JSON.stringify(sarif(findings), undefined, 2)}\n`;
  const shown = findings.map((finding) => ({ ...finding, file: relative(process.cwd(), finding.file) }));
  if (format === 'json') return `${JSON.stringify(shown, undefined, 2)}\n`;
  return human(shown, (file) => texts.get(resolve(file)) ?? '') + summary(findings, texts.size);
}

function factsFor(host: string | boolean): HostFacts | undefined {
  if (host === false) return undefined;
  return typeof host === 'string' ? readProfile(host) : readHostFacts();
}

function readBounded(path: string): string {
  const stat = statSync(path);
  // A pipe would be waited for.
  if (!stat.isFile()) throw new Error('it is no file');
  if (stat.size > MAX_BYTES) throw new Error(`it has more than ${MAX_BYTES / 1024 / 1024} MiB`);
  return readFileSync(path, 'utf8');
}
