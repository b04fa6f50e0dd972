import { InvalidArgumentError, Option, type Command } from 'commander';
import { isCode } from '../../../spec/codes';
import type { CheckOptions } from '../check/checkFiles';
import { ExitCode } from '../ExitCode';
import type { Invocation } from '../Invocation';

export function addCheck(program: Command, invocation: Invocation): void {
  program
    .command('check <file...>')
    .description(
      'check Compose files, Dockerfiles and OCI configs, as the editor does; 0: nothing wrong, 1: something is, 2: a file cannot be read',
    )
    .addOption(new Option('--format <format>', 'how to print').choices(['human', 'json', 'sarif']).default('human'))
    .option('--host <profile>', "check for another machine: a file made there by 'bulkhead host --json'")
    .option('--no-host', 'leave out whether a machine can do it')
    .option('--registry', 'ask image registries, too: for tags that are not there, newer ones, and platforms')
    .option('--vulnerabilities', 'ask registries and osv.dev: for known vulnerabilities of what images hold')
    .option('--strict', 'warnings fail, too')
    .option('--severity <code=level>', 'error, warning, information or off for one code', severityOf)
    .action(async (files: string[], options: CheckOptions) => {
      // The rules are most of this program, and no other command needs them.
      const { checkFiles } = await import('../check/checkFiles');
      const code = await checkFiles(files, options, invocation);
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
