import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines } from '../found';

const CASES: [name: string, text: string, expected: string[], files?: Record<string, string>, targets?: string[]][] = [
  [
    'a heredoc without end',
    'FROM alpine:3\nRUN <<-EOF\nx\n  EOF\n',
    ["2:5 <<-EOF: error heredoc-open: No line below says 'EOF', so this text has no end."],
  ],
  [
    'a heredoc of ONBUILD without end',
    'FROM alpine:3\nONBUILD RUN <<A <<B\nA\n',
    ["2:17 <<B: error heredoc-open: No line below says 'B', so this text has no end."],
  ],
  [
    'empty lines inside of an instruction',
    'FROM alpine:3\nRUN a \\\n\n  # c\n\n  b\n',
    [
      '3:1 \n: warning continuation-empty: An empty line inside of an instruction is deprecated: remove it. [""]',
      '5:1 \n: warning continuation-empty: An empty line inside of an instruction is deprecated: remove it. [""]',
    ],
  ],
  [
    'quotes without end',
    "FROM alpine:3\nLABEL a=\"b c='\nCOPY it's /\n",
    ['2:9 "b c=\': error quote-open: The quote (") has no end.', "3:8 's: error quote-open: The quote (') has no end."],
  ],
  [
    'quotes around blanks where every blank splits',
    'FROM alpine:3\nCOPY "a b" c/\nENV A="a b"\n',
    ['2:6 "a: error quote-open: The quote (") has no end: COPY splits its arguments at every blank, quoted or not.'],
  ],
  [
    'lists that are no JSON',
    'FROM alpine:3\nCMD [\'a\']\nVOLUME ["a",]\nSHELL bash\nSHELL ["a" "b"]\n',
    [
      '2:5 [\'a\']: warning json-invalid: This is no list in JSON, so it is taken as it stands: put each text in double quotes, with commas between. ["[\\"a\\"]"]',
      '3:8 ["a",]: warning json-invalid: This is no list in JSON, so it is taken as it stands: put each text in double quotes, with commas between.',
      '4:7 bash: error json-invalid: SHELL needs a list in JSON, as in ["/bin/bash", "-c"].',
      '5:7 ["a" "b"]: error json-invalid: This is no list in JSON, so it cannot be read: put each text in double quotes, with commas between.',
    ],
  ],
];

for (const [name, text, expected, files, targets] of CASES)
  test(`texts: ${name}`, () => assert.deepEqual(lines(text, files, targets), expected));
