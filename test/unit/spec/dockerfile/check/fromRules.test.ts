import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines } from '../found';

const CASES: [name: string, text: string, expected: string[], files?: Record<string, string>, targets?: string[]][] = [
  [
    'names a stage cannot have',
    'FROM alpine:3 AS 1a\nFROM alpine:3 AS a/b\n',
    [
      "1:18 1a: information stage-unused: Stage '1a' is used by no other stage; it is built only as the target of a build.",
      "1:18 1a: error stage-name-invalid: '1a' cannot name a stage: begin with a letter, and use letters, digits, '-', '_' and '.'.",
      "2:18 a/b: error stage-name-invalid: 'a/b' cannot name a stage: begin with a letter, and use letters, digits, '-', '_' and '.'.",
    ],
  ],
  [
    'names with a meaning, and in upper case',
    'FROM alpine:3 AS Context\n',
    [
      "1:18 Context: warning stage-name-reserved: 'context' has a meaning of its own: name this stage otherwise.",
      '1:18 Context: warning stage-name-case: Write the name of a stage in lower case: context. ["context"]',
    ],
  ],
  [
    'AS in another case',
    'FROM alpine:3 as a\nfrom alpine:3 AS b\nfrom alpine:3 as c\n',
    [
      '1:1 FROM: warning instruction-case: Write FROM in lower case, as most of this file is. ["from"]',
      "1:18 a: information stage-unused: Stage 'a' is used by no other stage; it is built only as the target of a build.",
      "2:18 b: information stage-unused: Stage 'b' is used by no other stage; it is built only as the target of a build.",
      '1:15 as: warning as-case: as is not in the case of FROM: write AS. ["AS"]',
      '2:15 AS: warning as-case: AS is not in the case of from: write as. ["as"]',
    ],
  ],
  [
    'images that cannot be',
    'FROM Alpine:3\nFROM alpine:\nFROM alpine@sha256:12\nFROM a//b\n',
    [
      '1:1 FROM: information stage-unused: This stage is used by no other stage.',
      '2:1 FROM: information stage-unused: This stage is used by no other stage.',
      '3:1 FROM: information stage-unused: This stage is used by no other stage.',
      '1:6 Alpine:3: error image-invalid: The image \'Alpine:3\' must be in lower case. ["alpine:3"]',
      "2:6 alpine:: error image-invalid: The image 'alpine:' has no tag behind ':' that could be one.",
      "3:6 alpine@sha256:12: error image-invalid: The image 'alpine@sha256:12' has no digest behind '@' that could be one.",
      "4:6 a//b: error image-invalid: The image 'a//b' is not the name of an image.",
    ],
  ],
  [
    'variables nobody declares',
    'ARG BASE=alpine:3\nFROM $BSAE\nFROM a:${TAG}\nFROM --platform=$BUILDPLATFROM alpine:3\n',
    [
      '2:1 FROM: information stage-unused: This stage is used by no other stage.',
      '3:1 FROM: information stage-unused: This stage is used by no other stage.',
      '2:7 BSAE: warning arg-undefined: No ARG before the first FROM declares BSAE; did you mean BASE? ["BASE"]',
      '3:10 TAG: warning arg-undefined: No ARG before the first FROM declares TAG; write ARG TAG before the first FROM.',
      '4:18 BUILDPLATFROM: warning arg-undefined: No ARG before the first FROM declares BUILDPLATFROM; did you mean BUILDPLATFORM? ["BUILDPLATFORM"]',
    ],
  ],
  [
    'defaults that lead to no image',
    'ARG A\nARG B=UPPER\nFROM $A\nFROM $B\nFROM a:${A:-1}\nFROM a:${A}\n',
    [
      '3:1 FROM: information stage-unused: This stage is used by no other stage.',
      '4:1 FROM: information stage-unused: This stage is used by no other stage.',
      '5:1 FROM: information stage-unused: This stage is used by no other stage.',
      '3:6 $A: warning arg-default: With the defaults of its ARGs this is nothing: give them defaults.',
      "4:6 $B: warning arg-default: With the defaults of its ARGs this is 'UPPER', which is no image: give them defaults.",
      "6:6 a:${A}: warning arg-default: With the defaults of its ARGs this is 'a:', which is no image: give them defaults.",
    ],
  ],
  [
    'platforms that are said in vain, or for ever',
    'FROM --platform=$TARGETPLATFORM alpine:3\nFROM --platform=linux/arm64 alpine:3\nFROM --platform=linux/arm64 alpine:3 AS build-arm64\n',
    [
      '1:1 FROM: information stage-unused: This stage is used by no other stage.',
      '2:1 FROM: information stage-unused: This stage is used by no other stage.',
      '1:6 --platform=$TARGETPLATFORM : warning platform-redundant: The platform of the target is what FROM takes anyway. [""]',
      '2:17 linux/arm64: warning platform-constant: With a fixed platform this image cannot be built for another one: use $BUILDPLATFORM, or leave it out.',
    ],
  ],
];

for (const [name, text, expected, files, targets] of CASES)
  test(`FROM: ${name}`, () => assert.deepEqual(lines(text, files, targets), expected));
