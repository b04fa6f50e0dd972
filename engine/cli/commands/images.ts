import type { Command } from 'commander';
import { roughDuration } from '../../containers/statusText';
import { splitReference } from '../../images/reference';
import { engineClient } from '../engineClient';
import { bytes, table } from '../table';

interface Row {
  Id: string;
  RepoTags: string[];
  Created: number;
  Size: number;
}

export function addImages(program: Command): void {
  program
    .command('images')
    .description('list images')
    .option('-q, --quiet', 'ids only')
    .action(async ({ quiet }: { quiet?: boolean }) => {
      const rows = await (await engineClient()).json<Row[]>('GET', '/images/json');
      if (quiet === true) process.stdout.write(rows.map(({ Id }) => `${shortId(Id)}\n`).join(''));
      else process.stdout.write(table(['REPOSITORY', 'TAG', 'IMAGE ID', 'CREATED', 'SIZE'], rows.flatMap(cells)));
    });
  program
    .command('rmi <images...>')
    .description('remove images')
    .option('-f, --force', 'all tags of an id')
    .action(async (names: string[], { force }: { force?: boolean }) => {
      const client = await engineClient();
      for (const name of names) {
        const query = { force: force === true ? 1 : 0 };
        const removals = await client.json<Record<string, string>[]>('DELETE', `/images/${encodeURIComponent(name)}`, { query });
        for (const [verb, what] of removals.flatMap((removal) => Object.entries(removal)))
          process.stdout.write(`${verb}: ${what}\n`);
      }
    });
}

function cells({ Id, RepoTags, Created, Size }: Row): string[][] {
  const tags = RepoTags.length === 0 ? [{ repository: '<none>', tag: '<none>' }] : RepoTags.map(splitReference);
  const created = `${roughDuration(Date.now() - Created * 1000)} ago`;
  return tags.map(({ repository, tag }) => [repository, tag, shortId(Id), created, bytes(Size)]);
}

function shortId(id: string): string {
  return id.replace('sha256:', '').slice(0, 12);
}
