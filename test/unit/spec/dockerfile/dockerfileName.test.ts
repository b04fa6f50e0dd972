import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDockerfileName } from '../../../../spec/dockerfile/dockerfileName';

const NAMES: readonly [name: string, isDockerfile: boolean][] = [
  ['Dockerfile', true],
  ['Containerfile', true],
  ['web.Dockerfile', true],
  ['Dockerfile.debian-12', true],
  ['dockerfile-dev', true],
  ['Dockerfile.dockerignore', false],
  ['Dockerfile.md', false],
  ['Dockerfile.j2', false],
  ['Dockerfile.erb', false],
  ['Dockerfile.template', false],
  ['dockerfileName.ts', false],
  ['Makefile', false],
];

for (const [name, isDockerfile] of NAMES)
  test(`${name} is ${isDockerfile ? 'a' : 'no'} Dockerfile`, () => assert.equal(isDockerfileName(name), isDockerfile));
