import type { CancellationToken } from 'vscode-languageserver/node';
import { parseReference } from '../../spec/words/imageReference';
import type { ImageReference } from '../../spec/words/imageReference';
import type { Registries } from './Registries';

/** A tag that is being typed behind the name of an image. */
interface TypedTag {
  /** Name and colon, as typed. */
  name: string;
  reference: ImageReference;
  /** What is typed of the tag. */
  typed: string;
}

interface TagOffer {
  /** The best first. */
  tags: string[];
  /** There are others, that come when more is typed. */
  isIncomplete: boolean;
}

/** More of them nobody reads: who wants another one types a letter. */
const MAX_TAGS = 100;

/** `undefined` where no tag is typed. */
export function typedTag(text: string): TypedTag | undefined {
  const [, path = '', typed = ''] = /^([^\s:]+(?::\d+\/[^\s:]+)?):([\w.-]*)$/.exec(text) ?? [];
  const reference = parseReference(path);
  // What looks like a host may be one whose port is being typed: nobody else is told its name.
  const isHost = !path.includes('/') && /[.]|^localhost$/.test(path);
  return reference && reference.digest === undefined && !isHost ? { name: `${path}:`, reference, typed } : undefined;
}

/** Tags of an image that go on from what is typed; `undefined` without an answer in time. */
export async function tagOffer(
  registries: Registries,
  { reference, typed }: TypedTag,
  token: CancellationToken,
): Promise<TagOffer | undefined> {
  const list = await registries.tags(reference, token);
  if (!list) return undefined;
  const fitting = list.tags.filter((tag) => tag.startsWith(typed));
  const found = fitting.length > 0 ? fitting : list.tags.filter((tag) => tag.includes(typed));
  return { tags: found.slice(0, MAX_TAGS), isIncomplete: found.length > MAX_TAGS || !list.isComplete };
}
