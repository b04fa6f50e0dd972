import { openCatalog } from '../../../registry/openCatalog';
import type { ImageFacts } from '../../../spec/image/ImageFacts';
import { platformFor } from '../../../spec/image/imageRules';
import type { ImageUse } from '../../../spec/image/ImageUse';
import { messageOf } from '../../faults';
import type { Invocation } from '../Invocation';

const idOf = ({ text, platform = '' }: ImageUse): string => `${text} ${platform}`;

/** What registries say of images: the public ones, and those this user is logged in to. What has no answer is told, each reason once. */
export async function askRegistries(
  uses: readonly ImageUse[],
  machine: string | undefined,
  { env, stderr, vulnerabilities = false }: Pick<Invocation, 'env' | 'stderr'> & { vulnerabilities?: boolean | undefined },
): Promise<(use: ImageUse) => ImageFacts | undefined> {
  const catalog = openCatalog({ hosts: [], env });
  const each = new Map(uses.map((use) => [idOf(use), use]));
  const known = new Map<string, ImageFacts>();
  const reasons = new Map<string, string[]>();
  const ask = async ([id, use]: [string, ImageUse]): Promise<void> => {
    try {
      const platform = platformFor(use, machine);
      const facts = await catalog.facts(use.reference, platform, 'platforms');
      known.set(id, facts);
      if (!vulnerabilities || facts.digest === undefined) return;
      const vulnerable = await catalog.vulnerable({ ...use.reference, digest: facts.digest }, platform);
      known.set(id, { ...facts, vulnerable });
    } catch (error) {
      const reason = messageOf(error);
      reasons.set(reason, [...(reasons.get(reason) ?? []), use.text]);
    }
  };
  await Promise.all([...each].map(ask));
  for (const [reason, images] of reasons)
    stderr.write(`bulkhead: not all is known of ${[...new Set(images)].join(', ')}: ${reason}\n`);
  return (use) => known.get(idOf(use));
}
