import type { Readable } from 'node:stream';
import { invalid, notFound } from '../../faults';
import { describeHost, describeStored, imageInspect, imageSummary, type DescribedImage } from '../../images/describeImage';
import { isHostReference } from '../../images/hostImage';
import { familiarReference, splitReference } from '../../images/reference';
import { layersInUse, removeImage, type Removal } from '../../images/removeImage';
import { filters, flag, matchesLabels } from '../../query';
import { del, empty, get, json, post, type Context, type Reply, type Route } from '../Route';

export const imageRoutes: Route[] = [
  get('/images/json', list),
  get('/images/:name/json', inspect),
  get('/images/:name/history', history),
  { ...post('/images/load', load), streamsBody: true },
  { ...post('/images/create', create), streamsBody: true },
  post('/images/:name/tag', tag),
  post('/images/prune', prune),
  del('/images/:name', remove),
];

function list({ engine, query }: Context): Reply {
  const wanted = filters(query['filters'], ['reference', 'label', 'dangling', 'before', 'since', 'until']);
  const used = (id: string): number => engine.deps.set.all().filter(({ record }) => record.image.id === id).length;
  const all = [...engine.images.list().map(describeStored), describeHost()].filter((image) => matches(image, wanted));
  return json(all.map((image) => imageSummary(named(image, wanted['reference']), used(image.id))));
}

/** As Docker: of an image with many names only those asked for are told. */
function named(image: DescribedImage, patterns: string[] | undefined): DescribedImage {
  if (patterns === undefined) return image;
  const tags = image.tags.filter((tag) => patterns.some((pattern) => referenceMatches(tag, pattern)));
  const repositories = tags.map((tag) => splitReference(tag).repository);
  return { ...image, tags, digests: image.digests.filter((digest) => repositories.includes(digest.split('@')[0] ?? '')) };
}

function matches(image: DescribedImage, wanted: Record<string, string[]>): boolean {
  const { reference, label, dangling } = wanted;
  if (dangling !== undefined && dangling.some(flag) !== (image.tags.length === 0)) return false;
  if (!matchesLabels(image.config.Labels, label)) return false;
  return reference === undefined || reference.some((pattern) => image.tags.some((tag) => referenceMatches(tag, pattern)));
}

/** A pattern without a tag matches every tag; `*` does not cross a slash. */
function referenceMatches(tag: string, pattern: string): boolean {
  const glob = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${glob}(:[^/]*)?$`).test(tag);
}

function describe({ engine, params }: Context): DescribedImage {
  const name = params['name'] ?? '';
  return isHostReference(name) ? describeHost() : describeStored(engine.images.get(name));
}

function inspect(context: Context): Reply {
  return json(imageInspect(describe(context), context.engine.deps.paths));
}

function history(context: Context): Reply {
  const name = context.params['name'] ?? '';
  if (isHostReference(name))
    return json([{ Id: describeHost().id, Created: 0, CreatedBy: 'built in', Tags: describeHost().tags, Size: 0, Comment: '' }]);
  const { json: document, id, references, manifest } = context.engine.images.get(name);
  const sizes = manifest.layers.map(({ size }) => size);
  const rows = (document.history ?? []).map(({ created, created_by: by = '', comment = '', empty_layer: isEmpty }) => ({
    ...{
      Id: '<missing>',
      Created: Math.floor(Date.parse(created ?? document.created ?? '1970-01-01T00:00:00Z') / 1000),
      CreatedBy: by,
      Tags: null,
    },
    ...{ Size: isEmpty === true ? 0 : (sizes.shift() ?? 0), Comment: comment },
  }));
  return json(rows.reverse().map((row, i) => (i === 0 ? { ...row, Id: id, Tags: references } : row)));
}

async function load({ engine, body, request }: Context): Promise<Reply> {
  const loaded = await engine.images.load((body as Readable | undefined) ?? request);
  const lines = loaded.flatMap(({ id, references }) =>
    references.length === 0 ? [`Loaded image ID: ${id}\n`] : references.map((reference) => `Loaded image: ${reference}\n`),
  );
  return {
    kind: 'text',
    status: 200,
    body: lines.map((stream) => `${JSON.stringify({ stream })}\r\n`).join(''),
    headers: { 'Content-Type': 'application/json' },
  };
}

/** What `docker run` and `docker pull` ask for when an image is not here. */
function create({ query }: Context): Reply {
  const { fromImage = '', fromSrc = '', tag: wantedTag = '' } = query;
  if (fromSrc !== '') throw invalid('importing a root filesystem is not available yet; use docker load with an image archive');
  if (fromImage === '') throw invalid('fromImage is missing');
  const reference = wantedTag === '' ? fromImage : `${fromImage}${wantedTag.startsWith('sha256:') ? '@' : ':'}${wantedTag}`;
  if (isHostReference(reference))
    return {
      kind: 'text',
      status: 200,
      body: `${JSON.stringify({ status: `${familiarReference(reference)} is built in` })}\r\n`,
    };
  throw notFound(
    `cannot pull ${familiarReference(reference)}: pulling from registries comes with a later version. ` +
      'Load it from an archive (docker save NAME | docker load, or bulkhead load FILE), or use the built-in image bulkhead.local/host',
  );
}

async function tag({ engine, params, query }: Context): Promise<Reply> {
  const { repo = '', tag: wanted = '' } = query;
  await engine.images.tag(params['name'] ?? '', wanted === '' ? repo : `${repo}:${wanted}`);
  return empty(201);
}

async function remove({ engine, params, query }: Context): Promise<Reply> {
  return json(await removeImage(engine.deps, engine.images, params['name'] ?? '', flag(query['force'])));
}

/** Untagged images; with `dangling=false` every image no container uses. */
async function prune({ engine, query }: Context): Promise<Reply> {
  const all = filters(query['filters'], ['dangling', 'label', 'until'])['dangling']?.some((value) => !flag(value)) === true;
  const used = new Set(engine.deps.set.all().map(({ record }) => record.image.id));
  const removals: Removal[] = [];
  let reclaimed = 0;
  for (const image of engine.images.list()) {
    if (used.has(image.id) || (!all && image.references.length > 0)) continue;
    await engine.images.remove(image, layersInUse(engine.deps));
    removals.push({ Deleted: image.id });
    reclaimed += image.size;
  }
  return json({ ImagesDeleted: removals, SpaceReclaimed: reclaimed });
}
