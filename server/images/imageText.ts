import type { ImageDetails, ImageFacts } from '../../spec/image/ImageFacts';
import { platformText } from '../../spec/image/platforms';
import { familiarName } from '../../spec/words/imageReference';
import type { ImageReference } from '../../spec/words/imageReference';
import { humanBytes } from '../features/hover/humanBytes';
import type { Learned } from './Registries';
import { ageText, dayText } from './ageText';

const MAX_PLATFORMS = 12;

function detailLines({ created, size, platform }: ImageDetails): string[] {
  const made = created === undefined ? [] : [`Created: ${dayText(created)} (${ageText(created)})`];
  return [...made, `Download: ${humanBytes(size)} for ${platformText(platform)}`];
}

function factLines(
  { tags, missing, digest, platforms = [], details, pushed }: ImageFacts,
  { tag, host }: ImageReference,
): string[] {
  if (missing === 'repository') return [`${host} has no such repository, or does not show it.`];
  if (missing) return [`${host} has no ${tag === undefined ? 'such image' : `tag \`${tag}\``}.`];
  const shown = [...new Set(platforms.map(platformText))];
  const more = shown.length > MAX_PLATFORMS ? ` and ${shown.length - MAX_PLATFORMS} more` : '';
  return [
    ...(digest === undefined ? [] : [`Digest: \`${digest}\``]),
    ...(shown.length === 0 ? [] : [`Platforms: ${shown.slice(0, MAX_PLATFORMS).join(', ')}${more}`]),
    ...(pushed === undefined ? [] : [`Pushed: ${dayText(pushed)} (${ageText(pushed)})`]),
    ...(details ? detailLines(details) : []),
    ...(tags ? [`Tags of the repository: ${tags.isComplete ? '' : 'more than '}${tags.tags.length}`] : []),
  ];
}

/** The text about an image, for hover and completion. `local` are the names of images the engine has. */
export function imageText(reference: ImageReference, learned: Learned | undefined, local: readonly string[]): string | undefined {
  const name = familiarName(reference);
  const lines = local.includes(name) ? ['The engine has it.'] : [];
  if (learned === 'refused') lines.push(`${reference.host} is not asked: it is none of \`bulkhead.registry.hosts\`.`);
  else if (learned) lines.push(...factLines(learned, reference));
  // Two blanks at the end keep the lines apart in Markdown.
  return lines.length === 0 ? undefined : [`**${name}**`, ...lines].join('  \n');
}
