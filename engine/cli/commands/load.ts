import type { Command } from 'commander';
import type { Invocation } from '../Invocation';

export function addLoad(program: Command, invocation: Invocation): void {
  program
    .command('load [path]')
    .description('load images from an archive (docker save, OCI), a folder in OCI layout, or stdin')
    .option('-i, --input <path>', 'archive or folder')
    .action(async (path: string | undefined, { input }: { input?: string }) => {
      const { stdin, stdout } = invocation;
      const from = input ?? path;
      if (from === undefined && stdin.isTTY === true) throw new Error('name an archive or a folder, or give an archive on stdin');
      const { archiveOf } = await import('../archiveOf');
      const client = await invocation.engine();
      for await (const { stream } of client.ndjson<{ stream?: string }>('POST', '/images/load', {
        upload: archiveOf(from, stdin),
      }))
        stdout.write(stream ?? '');
    });
}
