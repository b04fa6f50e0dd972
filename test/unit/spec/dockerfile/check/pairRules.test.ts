import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines } from '../found';

const CASES: [name: string, text: string, expected: string[], files?: Record<string, string>, targets?: string[]][] = [
  [
    'the old form, and how to write it',
    'FROM alpine:3\nENV A b c\nLABEL a b\nENV B "c d"\n',
    [
      '2:5 A b c: warning key-value-legacy: Write ENV A=…: a blank between name and value is the old form. ["A=\\"b c\\""]',
      '3:7 a b: warning key-value-legacy: Write LABEL a=…: a blank between name and value is the old form. ["a=b"]',
      '4:5 B "c d": warning key-value-legacy: Write ENV B=…: a blank between name and value is the old form.',
    ],
  ],
  [
    'names without values, and values without names',
    'FROM alpine:3\nENV A=b c\nLABEL =x a\n',
    [
      "2:9 c: error key-value-invalid: ENV needs NAME=VALUE; 'c' has no value.",
      "3:7 =x: error key-value-invalid: A name is missing before '=' of LABEL.",
      "3:10 a: error key-value-invalid: LABEL needs NAME=VALUE; 'a' has no value.",
    ],
  ],
  [
    'variables that look like secrets',
    'FROM alpine:3\nARG NPM_TOKEN\nENV DB_PASSWORD=x SSH_KEY_FILE=/k PUBLIC_KEY=y TOKENIZER=z\n',
    [
      '2:5 NPM_TOKEN: warning secret-exposed: ARG NPM_TOKEN looks like a secret, and everybody who has the image can read it: use RUN --mount=type=secret.',
      '3:5 DB_PASSWORD: warning secret-exposed: ENV DB_PASSWORD looks like a secret, and everybody who has the image can read it: use RUN --mount=type=secret.',
    ],
  ],
  [
    'ports',
    'FROM alpine:3\nEXPOSE 0x50 70000 90-80 80/http 127.0.0.1:80:8080 80/UDP "81"\n',
    [
      "2:8 0x50: error expose-invalid: '0x50' is no port: write a number up to 65535, or two with '-' between.",
      "2:13 70000: error expose-invalid: '70000' is no port: write a number up to 65535, or two with '-' between.",
      "2:19 90-80: error expose-invalid: '90-80' is no port: write a number up to 65535, or two with '-' between.",
      "2:25 80/http: error expose-invalid: There is no protocol 'http'; there are tcp, udp, sctp.",
      '2:33 127.0.0.1:80:8080: warning expose-invalid: EXPOSE takes ports of the container, without an address or a port of the host. ["8080"]',
      '2:51 80/UDP: warning expose-case: Write the protocol in lower case: udp. ["80/udp"]',
    ],
  ],
];

for (const [name, text, expected, files, targets] of CASES)
  test(`names and values: ${name}`, () => assert.deepEqual(lines(text, files, targets), expected));
