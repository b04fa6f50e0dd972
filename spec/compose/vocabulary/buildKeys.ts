import { limit } from './processKeys';
import { PLATFORMS } from './platforms';
import { grants } from './storageKeys';
import { setOf, assignments, boolean, bytes, either, dict, from, list, string, suggesting } from './ValueType';
import type { Vocabulary } from './ValueType';

const NETWORKS = { host: 'The network of the host.', none: 'No network.', default: 'What builds have without it.' };

export const BUILD_KEYS: Vocabulary = {
  context: { type: from('directory'), doc: 'Directory (or Git address) whose files the build may use.', default: '.' },
  dockerfile: { type: from('file'), doc: 'Path of the Dockerfile, relative to `context`.', default: 'Dockerfile' },
  dockerfile_inline: { type: string, doc: 'The text of the Dockerfile itself.', since: 'Compose 2.17' },
  args: { type: assignments, doc: 'Values for `ARG` of the Dockerfile.' },
  target: { type: string, doc: 'Stage of the Dockerfile to build.' },
  additional_contexts: { type: assignments, doc: 'Further named contexts for `FROM` and `COPY --from`.', since: 'Compose 2.17' },
  cache_from: { type: list(string), doc: 'Where to look for cached layers.' },
  cache_to: { type: list(string), doc: 'Where to store cached layers.' },
  no_cache: { type: boolean, doc: 'Builds every layer anew.', default: 'false' },
  pull: { type: boolean, doc: 'Fetches base images even if they are there.', default: 'false' },
  labels: { type: assignments, doc: 'Labels of the image.' },
  tags: { type: list(string), doc: 'Further names of the image.' },
  platforms: { type: list(suggesting(PLATFORMS)), doc: 'Platforms to build for.' },
  network: { type: suggesting(NETWORKS), doc: 'Network of `RUN` commands: `host`, `none` or a name.' },
  extra_hosts: { type: either(dict(either(string, list(string))), setOf(string)), doc: 'Further host names for `RUN` commands.' },
  shm_size: { type: bytes, doc: 'Size of `/dev/shm` of `RUN` commands.' },
  ulimits: {
    type: dict(limit),
    doc: 'Resource limits of `RUN` commands.',
  },
  secrets: { type: grants('secrets', '/run/secrets'), doc: 'Secrets for `RUN --mount=type=secret`.' },
  ssh: { type: assignments, doc: 'SSH keys or agents for `RUN --mount=type=ssh`.' },
  privileged: { type: boolean, doc: 'Runs the build with all rights.', default: 'false' },
  isolation: { type: string, doc: 'Isolation technology of Windows.' },
  entitlements: { type: list(string), doc: 'Extra rights of the build, as in `network.host`.', since: 'Compose 2.27' },
  provenance: { type: either(boolean, string), doc: 'Adds a statement of how the image was built.', since: 'Compose 2.39' },
  sbom: { type: either(boolean, string), doc: 'Adds a list of what is in the image.', since: 'Compose 2.39' },
};
