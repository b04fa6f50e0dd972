import { meantTag, newerTag } from '../../../../spec/image/tagOrder';
import type { ImageReference } from '../../../../spec/words/imageReference';
import type { ImageFacts } from '../../../../spec/image/ImageFacts';

/** What a registry says of the images of the examples. */
const NGINX_FACTS: ImageFacts = {
  tags: { tags: ['latest', '1.27.3', '1.27.1', '1.27'], isComplete: true },
  digest: `sha256:${'a'.repeat(64)}`,
  platforms: [
    { os: 'linux', architecture: 'amd64' },
    { os: 'linux', architecture: 'arm64', variant: 'v8' },
  ],
};

/** What the registry says of an image of an example. One of them is known to hold what has vulnerabilities. */
export function factsOfExample({ tag = 'latest', digest }: ImageReference): ImageFacts {
  const tags = NGINX_FACTS.tags?.tags ?? [];
  const [meant, newer] = [meantTag(tag, tags), newerTag(tag, tags)];
  const isThere = digest !== undefined || tags.includes(tag);
  if (!isThere) return { ...(meant === undefined ? {} : { meant }), missing: 'image' };
  const facts = { ...NGINX_FACTS, ...(newer === undefined ? {} : { newer }) };
  const openssl = { name: 'openssl', version: '3.0.11-1', vulnerabilities: ['CVE-2024-0001', 'CVE-2024-0002'] };
  return tag === '1.27' ? { ...facts, vulnerable: [openssl] } : facts;
}

/** What is said of the example of each code that is about what a registry has. */
export const REGISTRY_EXAMPLES = {
  'registry-tag-unknown': ["compose.yaml:3:18 '1.27.99' warning: nginx has no tag '1.27.99'; did you mean 1.27.3?"],
  'registry-platform-missing': [
    "compose.yaml:3:12 'nginx:1.27.3' warning: nginx:1.27.3 is not for linux/riscv64, the platform that is asked for: it is for linux/amd64, linux/arm64/v8.",
  ],
  'registry-tag-outdated': [
    "compose.yaml:3:18 '1.27.1' information: nginx has a newer tag than 1.27.1 in the same line: 1.27.3.",
  ],
  'registry-vulnerable': [
    "compose.yaml:3:12 'nginx:1.27' warning: nginx:1.27 holds what has known vulnerabilities: openssl 3.0.11-1 (CVE-2024-0001 and 1 more).",
  ],
  'registry-not-pinned': [
    `compose.yaml:3:12 'nginx:1.27.3' information: nginx:1.27.3 may stand for another image tomorrow: now it is sha256:${'a'.repeat(64)}.`,
  ],
};
