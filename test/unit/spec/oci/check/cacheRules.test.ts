import { config, testConfigs } from './configCases';

const divided = (intelRdt: object): string => config({ linux: { intelRdt } });

testConfigs([
  ['schemas of one line', divided({ l3CacheSchema: 'L3:0=7f0;1=1f', memBwSchema: 'MB:0=20;1=70' }), []],
  [
    'a cache schema of several lines',
    divided({ l3CacheSchema: 'L3:0=7f0\nL3:1=1f' }),
    [
      String.raw`value-invalid warning '"L3:0=7f0\nL3:1=1f"' l3CacheSchema should be one line, as in L3:0=7f0;1=1f. Lines of other kinds belong in schemata.`,
    ],
  ],
  [
    'a line that is left out',
    divided({ l3CacheSchema: 'L3:0=7f0\nMB:0=10', memBwSchema: 'MB:0=20' }),
    [
      String.raw`value-invalid warning '"L3:0=7f0\nMB:0=10"' l3CacheSchema should be one line, as in L3:0=7f0;1=1f; its line of MB: is left out for memBwSchema. Lines of other kinds belong in schemata.`,
    ],
  ],
  [
    'a cache schema of another resource',
    divided({ l3CacheSchema: 'L2:0=f' }),
    [
      `value-invalid warning '"L2:0=f"' l3CacheSchema should start with L3:, as in L3:0=7f0;1=1f. Lines of other kinds belong in schemata.`,
    ],
  ],
  [
    'a bandwidth schema of several lines',
    divided({ memBwSchema: 'MB:0=20\nMB:1=70' }),
    [
      `value-invalid error '"MB:0=20\\nMB:1=70"' linux.intelRdt.memBwSchema: 'MB:0=20\nMB:1=70' is not valid: expected a line as in MB:0=20.`,
    ],
  ],
]);
