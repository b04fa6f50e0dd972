import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines } from '../found';

const CASES: [name: string, text: string, expected: string[], files?: Record<string, string>, targets?: string[]][] = [
  [
    'what the builder cannot do with a variable',
    'FROM alpine:3\nARG A\nENV B=${A^} C=${A:0:1} D=${A\nRUN echo ${A^}\n',
    [
      "3:7 ${A^}: error variable-invalid: '^' behind A is none of :- :+ :? - + ? # ## % %% / //.",
      "3:15 ${A:0:1}: error variable-invalid: ':0' behind A is none of :- :+ :? - + ? # ## % %% / //.",
      '3:26 ${A: error variable-invalid: The brace of ${A has no end.',
    ],
  ],
  [
    'a variable of FROM lines in a stage',
    'ARG V=1\nFROM alpine:$V\nLABEL v=$V\nARG V\nLABEL w=$V\n',
    ['3:10 V: warning variable-undefined: V is declared before the first FROM, for FROM lines only: write ARG V in this stage.'],
  ],
  [
    'a platform that is not declared',
    'FROM alpine:3\nWORKDIR /$TARGETARCH\nARG TARGETARCH\nUSER $TARGETARCH\n',
    ['2:11 TARGETARCH: warning variable-undefined: TARGETARCH has no value here: write ARG TARGETARCH in this stage.'],
  ],
  [
    'slips, where the base image may set more',
    'FROM alpine:3\nARG VERSION\nENV A=$VERSOIN B=$OTHER C=${NONE:-x}\n',
    ['3:8 VERSOIN: warning variable-undefined: Nothing declares VERSOIN; did you mean VERSION? ["VERSION"]'],
  ],
  [
    'everything, where nothing else can be set',
    'FROM scratch\nARG A\nENV B=$C D=$A\nENV C=$PATH\nUSER ${HTTP_PROXY}\n',
    ['3:8 C: warning variable-undefined: C is declared only further down.'],
  ],
  ['nothing a stage below declares', 'FROM scratch AS a\nENV A=1\nFROM a\nENV B=$A\n', []],
  ['no variable of a shell', 'FROM scratch\nRUN echo $X\nCMD ["sh", "-c", "$Y"]\n', []],
];

for (const [name, text, expected, files, targets] of CASES)
  test(`variables: ${name}`, () => assert.deepEqual(lines(text, files, targets), expected));
