import { statSync } from 'node:fs';
import type { ImageConfig } from '../../spec/container/ImageConfig';
import type { EnginePaths } from '../../api/paths';
import { HOST_IMAGE_ID, HOST_IMAGE_TAG, hostImageConfig } from './hostImage';
import { splitReference } from './reference';
import type { StoredImage } from './StoredImage';

export interface DescribedImage {
  id: string;
  tags: string[];
  digests: string[];
  /** RFC 3339. */
  created: string;
  size: number;
  config: ImageConfig;
  diffIds: string[];
  architecture: string;
}

const UNKNOWN_TIME = '1970-01-01T00:00:00Z';
const GO_ARCHITECTURES: Record<string, string> = { x64: 'amd64', ia32: '386' };

export function describeStored({ id, references, json, size, manifestDigest }: StoredImage): DescribedImage {
  return {
    ...{ id, tags: references, created: json.created ?? UNKNOWN_TIME, size, config: json.config ?? {} },
    ...{ diffIds: json.rootfs.diff_ids, architecture: json.architecture },
    digests: references.map((reference) => `${splitReference(reference).repository}@${manifestDigest}`),
  };
}

export function describeHost(): DescribedImage {
  return {
    ...{
      id: HOST_IMAGE_ID,
      tags: [HOST_IMAGE_TAG],
      digests: [],
      created: statSync('/usr').mtime.toISOString(),
      size: 0,
      config: hostImageConfig,
      diffIds: [],
    },
    architecture: GO_ARCHITECTURES[process.arch] ?? process.arch,
  };
}

export function imageSummary(image: DescribedImage, containers: number): object {
  return {
    ...{
      Id: image.id,
      ParentId: '',
      RepoTags: image.tags,
      RepoDigests: image.digests,
      Created: Math.floor(Date.parse(image.created) / 1000),
    },
    ...{ Size: image.size, SharedSize: -1, Labels: image.config.Labels ?? null, Containers: containers },
  };
}

export function imageInspect(image: DescribedImage, { dataRoot }: EnginePaths): object {
  return {
    ...{
      Id: image.id,
      RepoTags: image.tags,
      RepoDigests: image.digests,
      Parent: '',
      Comment: '',
      Created: image.created,
      Author: '',
    },
    ...{ DockerVersion: '', Architecture: image.architecture, Os: 'linux', Size: image.size, Config: image.config },
    GraphDriver: { Name: 'overlay', Data: { Layers: dataRoot } },
    RootFS: { Type: 'layers', Layers: image.diffIds },
    Metadata: { LastTagTime: UNKNOWN_TIME },
  };
}
