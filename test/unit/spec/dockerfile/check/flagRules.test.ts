import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines } from '../found';

const CASES: [name: string, text: string, expected: string[], files?: Record<string, string>, targets?: string[]][] = [
  [
    'unknown flags',
    'FROM alpine:3\nCOPY --chwon=a x /\nWORKDIR --x /y\nRUN --foo=bar a\n',
    [
      '2:6 --chwon: error flag-unknown: COPY has no flag --chwon; did you mean --chown? ["--chown"]',
      '3:9 --x: error flag-unknown: WORKDIR has no flag --x; it has none.',
      '4:5 --foo: error flag-unknown: RUN has no flag --foo; it knows --mount, --network, --security, --device.',
    ],
  ],
  [
    'flags that are there twice',
    'FROM alpine:3\nCOPY --link --chown=a --link=true x /\nRUN --network=none --network=host a\n',
    [
      '2:23 --link=true: error flag-duplicate: --link is there twice.',
      '3:20 --network=host: error flag-duplicate: --network is there twice.',
    ],
  ],
  [
    'values that are missing',
    'FROM alpine:3\nCOPY --from= x /\nCOPY --chown x /\n',
    [
      '2:6 --from: error flag-invalid: --from needs a value: --from=….',
      '3:6 --chown: error flag-invalid: --chown needs a value: --chown=….',
    ],
  ],
  [
    'values of the wrong kind',
    'FROM alpine:3\nCOPY --link=yes --chmod=9 x /\nADD --checksum=md5:1 https://a/b /\nRUN --network=bridge --security=none a\n',
    [
      "2:13 yes: error flag-invalid: --link is true or false, not 'yes'.",
      "2:25 9: error flag-invalid: --chmod is a mode, as in 755 or u=rwX,go=rX, not '9'.",
      "3:16 md5:1: error flag-invalid: --checksum is a checksum, as in sha256:…, or a commit, not 'md5:1'.",
      "4:15 bridge: error flag-invalid: --network is one of default, none, host, not 'bridge'.",
      "4:33 none: error flag-invalid: --security is one of sandbox, insecure, not 'none'.",
    ],
  ],
  [
    'times and counts',
    'FROM alpine:3\nHEALTHCHECK --interval=5 --timeout=1d --start-period=1us --retries=-1 CMD ["a"]\n',
    [
      "2:24 5: error flag-invalid: --interval is a time, as in 30s or 1m30s, not '5'.",
      "2:36 1d: error flag-invalid: --timeout is a time, as in 30s or 1m30s, not '1d'.",
      "2:54 1us: error flag-invalid: --start-period must be at least 1ms, not '1us'.",
      "2:68 -1: error flag-invalid: --retries is a number, not '-1'.",
    ],
  ],
  [
    'platforms',
    'FROM --platform=linux-amd64 alpine:3 AS linux-amd64\n',
    ["1:17 linux-amd64: error flag-invalid: --platform is a platform, as in linux/arm64, not 'linux-amd64'."],
  ],
];

for (const [name, text, expected, files, targets] of CASES)
  test(`flags: ${name}`, () => assert.deepEqual(lines(text, files, targets), expected));
