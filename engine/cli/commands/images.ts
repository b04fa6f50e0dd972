import type { Command } from 'commander';
import { roughDuration } from '../../containers/statusText';
import { splitReference } from '../../images/reference';
import { filtersOf, formatRows } from '../format';
import { forEach } from '../forEach';
import type { Invocation } from '../Invocation';
import { bytes, table } from '../table';
import { collect } from '../values';

interface Row {
  Id: string;
  RepoTags: string[];
  Created: number;
  Size: number;
}

interface ImagesFlags {
  quiet?: boolean;
  filter?: string[];
  format?: string;
  trunc: boolean;
}

const TITLES = { ID: 'IMAGE ID', CreatedAt: 'CREATED AT', CreatedSince: 'CREATED' };

export function addImages(program: Command, invocation: Invocation): void {
  const { engine, stdout } = invocation;
  program
    .command('images [repository[:tag]]')
    .description('list images')
    .option('-q, --quiet', 'ids only')
    .option('-f, --filter <name=value>', 'only those with this reference, label …', collect)
    .option('--format <format>', 'json, or a template like {{.Repository}}')
    .option('--no-trunc', 'whole ids')
    .action(async (reference: string | undefined, flags: ImagesFlags) => {
      const filters = filtersOf([...(flags.filter ?? []), ...(reference === undefined ? [] : [`reference=${reference}`])]);
      const rows = await (await engine()).json<Row[]>('GET', '/images/json', { query: { filters } });
      stdout.write(output(rows, flags));
    });
  program
    .command('rmi <images...>')
    .description('remove images')
    .option('-f, --force', 'all tags of an id')
    .action((names: string[], { force }: { force?: boolean }) =>
      forEach(invocation, names, async (client, name) => {
        const query = { force: force === true ? 1 : 0 };
        const removals = await client.json<Record<string, string>[]>('DELETE', `/images/${encodeURIComponent(name)}`, { query });
        const removed = removals.flatMap((removal) => Object.entries(removal));
        return removed.map(([verb, what]) => `${verb}: ${what}`).join('\n');
      }),
    );
}

function output(rows: Row[], { quiet, format, trunc }: ImagesFlags): string {
  if (quiet === true) return rows.map(({ Id }) => `${idOf(Id, trunc)}\n`).join('');
  const images = rows.flatMap((row) => fieldsOf(row, trunc));
  if (format !== undefined && format !== 'table') return formatRows(format, images, TITLES);
  return table(
    ['REPOSITORY', 'TAG', 'IMAGE ID', 'CREATED', 'SIZE'],
    images.map((image) => [image.Repository, image.Tag, image.ID, image.CreatedSince, image.Size]),
  );
}

/** One a tag, with docker's names, for templates. */
function fieldsOf({ Id, RepoTags, Created, Size }: Row, short: boolean) {
  const tags = RepoTags.length === 0 ? [{ repository: '<none>', tag: '<none>' }] : RepoTags.map(splitReference);
  const CreatedSince = `${roughDuration(Date.now() - Created * 1000)} ago`;
  const CreatedAt = new Date(Created * 1000).toISOString();
  return tags.map(({ repository, tag }) => ({
    ...{ Repository: repository, Tag: tag, ID: idOf(Id, short), CreatedSince, CreatedAt, Size: bytes(Size) },
  }));
}

function idOf(id: string, short: boolean): string {
  return short ? id.replace('sha256:', '').slice(0, 12) : id;
}
