import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestFor, parsePlatform, platformOfMachine, platformText, suits } from '../../../../spec/image/platforms';

const PLATFORMS: [text: string, read: string | undefined][] = [
  ['linux/amd64', 'linux/amd64'],
  ['Linux/x86_64', 'linux/amd64'],
  ['linux/arm64/v8', 'linux/arm64/v8'],
  ['linux/aarch64', 'linux/arm64'],
  ['linux', undefined],
  ['a/b/c/d', undefined],
  ['linux/$ARCH', undefined],
];
for (const [text, read] of PLATFORMS)
  test(`'${text}' is ${read ?? 'no platform'}`, () => {
    const found = parsePlatform(text);
    assert.equal(found && platformText(found), read);
  });

const SUITS: [image: string, wanted: string, expected: boolean][] = [
  ['linux/amd64', 'linux/amd64', true],
  ['linux/amd64', 'linux/arm64', false],
  ['windows/amd64', 'linux/amd64', false],
  ['linux/arm64/v8', 'linux/arm64', true],
  ['linux/arm64', 'linux/arm64/v8', true],
  ['linux/arm/v6', 'linux/arm/v7', true],
  ['linux/arm/v7', 'linux/arm/v6', false],
  ['linux/arm/v7', 'linux/arm', true],
];
for (const [image, wanted, expected] of SUITS)
  test(`${image} is ${expected ? '' : 'not '}for ${wanted}`, () => {
    assert.equal(suits(parsePlatform(image)!, parsePlatform(wanted)!), expected);
  });

test('of several that suit the latest variant is the best', () => {
  const images = ['linux/arm/v5', 'linux/arm/v7', 'linux/arm/v6', 'linux/amd64'].map((text) => parsePlatform(text)!);
  assert.equal(platformText(bestFor(images, parsePlatform('linux/arm/v7')!)!), 'linux/arm/v7');
  assert.equal(platformText(bestFor(images, parsePlatform('linux/arm/v6')!)!), 'linux/arm/v6');
  assert.equal(bestFor(images, parsePlatform('linux/s390x')!), undefined);
});

test('a machine runs images of its architecture', () => {
  assert.deepEqual(platformOfMachine('x86_64'), { os: 'linux', architecture: 'amd64' });
  assert.deepEqual(platformOfMachine('aarch64'), { os: 'linux', architecture: 'arm64' });
  assert.equal(platformOfMachine('pdp11'), undefined);
});
