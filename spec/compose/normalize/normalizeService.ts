import type { ContainerSpec } from '../../container/ContainerSpec';
import { textOf, valueAt } from '../../yaml/Located';
import type { LocatedEntry } from '../../yaml/Located';
import type { ComposeService } from '../ComposeProject';
import { scaleOf } from '../check/rules/scale';
import { resolvePath, serviceEnvironment, serviceLabels } from './environment';
import { fragment } from './fragment';
import { lifecyclePart } from './lifecycle';
import { networkPart } from './network';
import type { NormalizeContext } from './NormalizeContext';
import { processPart, rightsPart } from './process';
import { compact, readerOf } from './readers';
import type { Reader } from './readers';
import { resourcePart } from './resources';
import { storagePart } from './storage';

/** The labels Docker Compose finds its containers by; other tools read them too. The hash of the whole is for whoever creates them. */
function composeLabels(context: NormalizeContext, service: string): Record<string, string> {
  return {
    'com.docker.compose.project': context.project,
    'com.docker.compose.service': service,
    'com.docker.compose.container-number': '1',
    'com.docker.compose.project.config_files': context.files.join(','),
    'com.docker.compose.project.working_dir': context.directory,
    'com.docker.compose.oneoff': 'False',
  };
}

function containerSpec(context: NormalizeContext, name: string, image: string, read: Reader): ContainerSpec {
  const storage = storagePart(context, read);
  const network = networkPart(context, read);
  return compact({
    Image: image,
    ...processPart(read),
    Env: serviceEnvironment(context, read),
    ...storage.spec,
    ...network.spec,
    HostConfig: compact({
      ...rightsPart(context, read),
      ...resourcePart(read),
      ...storage.hostConfig,
      ...network.hostConfig,
      ...lifecyclePart(read),
    }),
    'x-oci': fragment(read),
    Labels: { ...serviceLabels(context, read), ...composeLabels(context, name) },
  });
}

const CONDITIONS = ['service_started', 'service_healthy', 'service_completed_successfully'] as const;

function dependencies(read: Reader): ComposeService['dependsOn'] {
  const node = read.node('depends_on');
  if (node?.kind !== 'map') return [];
  return [...node.entries.values()].map(({ key, value }) => {
    const condition = CONDITIONS.find((one) => one === textOf(valueAt(value, 'condition'))) ?? 'service_started';
    return { service: key, condition, required: textOf(valueAt(value, 'required')) !== 'false' };
  });
}

function build(context: NormalizeContext, read: Reader): ComposeService['build'] {
  const node = read.node('build');
  if (!node) return undefined;
  const args = Object.fromEntries(
    Object.entries(read.dict('build', 'args')).map(([name, value]) => [name, value ?? context.lookup(name) ?? '']),
  );
  const contextPath = resolvePath(context, read.node('build', 'context') ?? node, read.text('build', 'context') ?? '.');
  return compact({
    context: contextPath,
    dockerfile: read.text('build', 'dockerfile'),
    target: read.text('build', 'target'),
    args: Object.keys(args).length > 0 ? args : undefined,
  });
}

/** A service of the merged tree as the container to create. */
export function normalizeService(context: NormalizeContext, entry: LocatedEntry): ComposeService {
  const { key: name, value: service } = entry;
  const read = readerOf(service);
  const image = read.text('image') ?? (read.node('build') ? `${context.project}-${name}` : '');
  const networks = read.node('networks');
  return {
    name,
    containerName: context.containerNameOf(name),
    image,
    ...compact({ pullPolicy: read.text('pull_policy'), build: build(context, read) }),
    dependsOn: dependencies(read),
    scale: scaleOf(service),
    networks: networks?.kind === 'map' ? [...networks.entries.keys()] : [],
    profiles: read.texts('profiles'),
    container: containerSpec(context, name, image, read),
  };
}
