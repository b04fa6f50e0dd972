import type { ImageFacts } from '../../../../spec/image/ImageFacts';

/** What a registry says of the images of the examples. */
export const NGINX_FACTS: ImageFacts = {
  tags: { tags: ['1.26', '1.27', '1.27.1', '1.27.3', 'latest'], isComplete: true },
  digest: `sha256:${'a'.repeat(64)}`,
  platforms: [
    { os: 'linux', architecture: 'amd64' },
    { os: 'linux', architecture: 'arm64', variant: 'v8' },
  ],
};

/** What is said of the example of each code that is about what a registry has. */
export const REGISTRY_EXAMPLES = {
  'registry-tag-unknown': ["compose.yaml:3:18 '1.27.99' warning: nginx has no tag '1.27.99'; did you mean 1.27.3?"],
  'registry-platform-missing': [
    "compose.yaml:3:12 'nginx:1.27.3' warning: nginx:1.27.3 is not for linux/riscv64, the platform that is asked for: it is for linux/amd64, linux/arm64/v8.",
  ],
  'registry-tag-outdated': [
    "compose.yaml:3:18 '1.27.1' information: nginx has a newer tag than 1.27.1 in the same line: 1.27.3.",
  ],
  'registry-not-pinned': [
    `compose.yaml:3:12 'nginx:1.27.3' information: nginx:1.27.3 may stand for another image tomorrow: now it is sha256:${'a'.repeat(64)}.`,
  ],
};
