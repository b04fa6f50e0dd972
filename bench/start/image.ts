import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageName } from './container';

function sha256(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** An image of one layer as `docker save` writes it, so that every engine loads the very same one. Returns the archive's path. */
export function makeImage(rootfs: string, scratch: string): string {
  const folder = join(scratch, 'image');
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-C', rootfs, '-cf', join(folder, 'layer.tar'), '.']);
  const layer = sha256(readFileSync(join(folder, 'layer.tar')));
  const config = JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    config: { Cmd: ['/bin/true'], Env: ['PATH=/bin'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${layer}`] },
  });
  const configName = `${sha256(config)}.json`;
  writeFileSync(join(folder, configName), config);
  const manifest = [{ Config: configName, RepoTags: [imageName], Layers: ['layer.tar'] }];
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  const archive = join(scratch, 'image.tar');
  execFileSync('tar', ['-C', folder, '-cf', archive, 'manifest.json', configName, 'layer.tar']);
  return archive;
}
