import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProject } from '../../../../spec/compose/loadProject';

/** Codes that are about what this engine can do, not about the file. */
const OF_THE_ENGINE = /-unsupported$|^key-ignored$/;

/** `code|the text it is about|message` of each problem. */
function found(text: string): string[] {
  const readFile = (path: string): string | undefined => (path === '/p/compose.yaml' ? text : undefined);
  const { problems } = loadProject({ files: ['/p/compose.yaml'], readFile, env: {}, profiles: ['*'] });
  return problems
    .filter(({ code }) => !OF_THE_ENGINE.test(code))
    .map(({ code, range = [0, 0], message }) => `${code}|${text.slice(...range)}|${message}`);
}

const web = (...lines: string[]): string =>
  ['services:', '  web:', '    image: x', ...lines.map((line) => `    ${line}`), ''].join('\n');
const two = (first: string, second: string, more = ''): string =>
  `services:\n  web:\n    image: x\n    ${first}\n  db:\n    image: y\n    ${second}\n${more}`;

const CASES: [rule: string, text: string, expected: string[]][] = [
  [
    'a limit below its reservation',
    web('mem_limit: 64m', 'mem_reservation: 128m'),
    ['limit-below-reservation|64m|Service web is limited to 64m of memory, which is less than the 128m it reserves.'],
  ],
  [
    'a limit below its reservation under deploy',
    web('deploy: { resources: { limits: { memory: 64m }, reservations: { memory: 1g } } }'),
    ['limit-below-reservation|64m|Service web is limited to 64m of memory, which is less than the 1g it reserves.'],
  ],
  ['a limit above its reservation is right', web('mem_limit: 1g', 'mem_reservation: 128m'), []],
  [
    'swap below memory',
    web('mem_limit: 1g', 'memswap_limit: 512m'),
    ['swap-below-memory|512m|memswap_limit is memory and swap together: 512m is less than the 1g of memory alone.'],
  ],
  ['unlimited swap is right', web('mem_limit: 1g', 'memswap_limit: -1'), []],
  [
    'two quotas of CPU time',
    web('cpus: 1', 'cpu_quota: 50000'),
    ['key-conflict|cpu_quota|Service web: cpus and cpu_quota exclude each other: both set the quota of CPU time.'],
  ],
  [
    'two Dockerfiles',
    web('build: { dockerfile: A, dockerfile_inline: FROM b }'),
    ['key-conflict|dockerfile_inline|Service web: dockerfile and dockerfile_inline exclude each other: there is one Dockerfile.'],
  ],
  [
    'a file of labels that is not there',
    web('label_file: ./web.labels'),
    ['file-not-found|./web.labels|label_file /p/web.labels does not exist or cannot be read.'],
  ],
  [
    'a disabled check with a test',
    web('healthcheck: { test: "true", disable: true }'),
    ['key-conflict|true|Service web: healthcheck has a test and is disabled; keep one of them.'],
  ],
  [
    'two sources of a secret',
    `${web('secrets: [key]')}secrets:\n  key: { file: ./a, environment: B }\n`,
    ['key-conflict|environment|secrets.key: file and environment exclude each other: the content has one source.'],
  ],
  [
    'an external volume with a driver',
    `${web('volumes: ["d:/d"]')}volumes:\n  d: { external: true, driver: local }\n`,
    ['key-conflict|driver|volumes.d: external and driver exclude each other: what exists already is not made anew.'],
  ],
  [
    'a volume that is not external may have a driver',
    `${web('volumes: ["d:/d"]')}volumes:\n  d: { external: false, driver: local }\n`,
    [],
  ],
  [
    'two mounts at one place',
    web('volumes: ["./a:/data", "./b:/data/"]'),
    ['mount-duplicate|"./b:/data/"|Service web mounts twice at /data; keep one of the mounts.'],
  ],
  [
    'a tmpfs over a mount',
    web('volumes: [./a:/tmp]', 'tmpfs: /tmp:size=1m'),
    ['mount-duplicate|/tmp:size=1m|Service web mounts twice at /tmp; keep one of the mounts.'],
  ],
  [
    'a capability that was misspelt',
    web('cap_add: [NET_ADMN]'),
    ["capability-unknown|NET_ADMN|cap_add: Linux has no capability 'NET_ADMN'; did you mean NET_ADMIN?"],
  ],
  [
    'a capability nobody knows',
    web('cap_drop: [WHATEVER]'),
    ["capability-unknown|WHATEVER|cap_drop: Linux has no capability 'WHATEVER'. See capabilities(7)."],
  ],
  ['capabilities in any of their spellings', web('cap_add: [net_admin, CAP_SYS_TIME, ALL]'), []],
  [
    'a sysctl of the whole host',
    web('sysctls: { vm.swappiness: 10 }'),
    [
      'sysctl-not-namespaced|vm.swappiness|sysctls: vm.swappiness belongs to the whole host; a container has no value of its own.',
    ],
  ],
  [
    'a sysctl of a network that is shared',
    web('network_mode: host', 'sysctls: [net.core.somaxconn=1]'),
    [
      'sysctl-not-namespaced|net.core.somaxconn=1|sysctls: net.core.somaxconn would be set for the host, because of network_mode: host.',
    ],
  ],
  [
    'two services on one port',
    two('ports: ["8080:80"]', 'ports: ["127.0.0.1:8080:90"]'),
    [
      'port-duplicate|"127.0.0.1:8080:90"|Port 8080/tcp of the host is published by service db and also by service web: only one can have it.',
    ],
  ],
  ['two services on one port of two addresses', two('ports: ["127.0.0.2:80:80"]', 'ports: ["127.0.0.1:80:90"]'), []],
  ['two protocols on one port', two('ports: ["53:53/tcp"]', 'ports: ["53:53/udp"]'), []],
  [
    'two containers of one name',
    two('container_name: one', 'container_name: one'),
    ["container-name-duplicate|one|Services web and db both name their container 'one'."],
  ],
  [
    'waiting for health that is switched off',
    two('depends_on: { db: { condition: service_healthy } }', 'healthcheck: { disable: true }'),
    ['healthcheck-missing|service_healthy|Service web waits until db is healthy, but the healthcheck of db is switched off.'],
  ],
  [
    'waiting for health nobody is known to look at',
    two('depends_on: { db: { condition: service_healthy } }', 'tty: true'),
    [
      'healthcheck-missing|service_healthy|Service web waits until db is healthy, but db has no healthcheck here: its image must have one.',
    ],
  ],
  [
    'waiting for health that is checked',
    two('depends_on: { db: { condition: service_healthy } }', 'healthcheck: { test: "true" }'),
    [],
  ],
  [
    'an address outside the subnet',
    `${web('networks: { n: { ipv4_address: 10.0.0.5 } }')}networks:\n  n: { ipam: { config: [{ subnet: 172.28.0.0/16 }] } }\n`,
    ['address-outside-subnet|10.0.0.5|Service web: 10.0.0.5 is not in 172.28.0.0/16, the subnet of network n.'],
  ],
  [
    'an address inside the subnet',
    `${web('networks: { n: { ipv4_address: 172.28.3.4, ipv6_address: "fd00::5" } }')}networks:\n  n: { ipam: { config: [{ subnet: 172.28.0.0/16 }, { subnet: "fd00::/64" }] } }\n`,
    [],
  ],
  [
    'two services on one address',
    `${two('networks: { n: { ipv4_address: 10.5.0.9 } }', 'networks: { n: { ipv4_address: 10.5.0.9 } }')}networks:\n  n:\n`,
    ['address-duplicate|10.5.0.9|Services web and db both have address 10.5.0.9 on network n.'],
  ],
  [
    'a gateway and a range outside the subnet',
    `${web('networks: [n]')}networks:\n  n: { ipam: { config: [{ subnet: 10.5.0.0/16, gateway: 10.6.0.1, ip_range: 10.7.0.0/24 }] } }\n`,
    [
      'address-outside-subnet|10.6.0.1|Network n: gateway 10.6.0.1 is not in 10.5.0.0/16, the subnet beside it.',
      'address-outside-subnet|10.7.0.0/24|Network n: ip_range 10.7.0.0/24 is not in 10.5.0.0/16, the subnet beside it.',
    ],
  ],
  [
    'subnets that overlap',
    `${web('networks: [n, m]')}networks:\n  n: { ipam: { config: [{ subnet: 10.5.1.0/24 }] } }\n  m: { ipam: { config: [{ subnet: 10.5.0.0/16 }] } }\n`,
    ['subnet-overlap|10.5.0.0/16|Subnet 10.5.0.0/16 of network m overlaps 10.5.1.0/24 of network n.'],
  ],
  [
    'subnets beside each other and of two versions',
    `${web('networks: [n, m]')}networks:\n  n: { ipam: { config: [{ subnet: 10.5.0.0/24 }, { subnet: "fd00::/64" }] } }\n  m: { ipam: { config: [{ subnet: 10.5.1.0/24 }] } }\n`,
    [],
  ],
  [
    'a soft limit above the hard one',
    web('ulimits: { nofile: { soft: 100, hard: 10 }, nproc: { soft: 5, hard: -1 }, core: 0 }'),
    ['ulimit-order|100|ulimits.nofile: soft is 100, which is more than the 10 of hard.'],
  ],
  [
    'a program where a list of a health check says its kind',
    web('healthcheck: { test: ["curl", "-f", "x"] }'),
    ['healthcheck-test|"curl"|healthcheck.test: a list begins with CMD, CMD-SHELL or NONE, not with \'curl\'.'],
  ],
  [
    'NONE that is no list',
    web('healthcheck: { test: NONE }'),
    ['healthcheck-test|NONE|healthcheck.test: NONE alone is run as a program; write ["NONE"], or disable: true in its place.'],
  ],
  [
    'a dependency on health whose check is off, and on what only looks so',
    two('depends_on: { db: { condition: service_healthy } }', 'healthcheck: { test: ["NONE"] }'),
    ['healthcheck-missing|service_healthy|Service web waits until db is healthy, but the healthcheck of db is switched off.'],
  ],
  [
    'two numbers of containers',
    web('scale: 3', 'deploy: { replicas: 2 }'),
    ['scale-conflict|3|Service web is to have 3 containers by scale and 2 by deploy.replicas; keep one of them.'],
  ],
  ['the same number twice', web('scale: 2', 'deploy: { replicas: 2 }'), []],
  [
    'a platform that is not built for',
    web('platform: linux/amd64', 'build: { platforms: [linux/arm64] }'),
    ['key-conflict|platform|Service web: platform linux/amd64 is not among build.platforms.'],
  ],
  [
    'platforms that are built for, or not known',
    two(
      'platform: linux/amd64\n    build: { platforms: [linux/arm64, linux/amd64] }',
      'platform: ${P}\n    build: { platforms: [a/b] }',
    ),
    ['variable-unset|${P}|Variable P has no value and becomes an empty text: set it, or give a default as in ${P:-default}.'],
  ],
  [
    'what is copied nowhere',
    web(
      'develop: { watch: [{ path: a, action: sync }, { path: b, action: restart }, { path: c, action: sync+exec, target: /c }] }',
    ),
    ["key-missing|{ path: a, action: sync }|develop.watch[0] lacks the key 'target': sync copies what changes to there."],
  ],
  [
    'secrets and configs that nothing says the content of',
    `${web('secrets: [a, b, c, d]', 'configs: [e, f]')}secrets: { a: {}, b: { external: true }, c: { driver: v }, d: { fil: x } }\nconfigs: { e: { external: false }, f: { content: x } }\n`,
    [
      "key-unknown|fil|Unknown key 'fil' under secrets.d; did you mean 'file'?",
      'key-missing|a|secrets.a has no content: it needs file or environment.',
      'key-missing|e|configs.e has no content: it needs file, environment or content.',
    ],
  ],
  [
    'a mount that is written twice',
    web('volumes: [/a, /a]', 'tmpfs: [/a]'),
    [
      'item-duplicate|/a|volumes: "/a" is given twice.',
      'mount-duplicate|/a|Service web mounts twice at /a; keep one of the mounts.',
    ],
  ],
  [
    'a key that is needed and misspelt',
    web('extends: { servic: x }', 'ulimits: { nofile: { soft: 1 } }'),
    [
      "key-unknown|servic|Unknown key 'servic' under extends; did you mean 'service'?",
      "key-missing|{ soft: 1 }|ulimits.nofile lacks the key 'hard'.",
    ],
  ],
  [
    'a path as the name of a volume, and a service that only itself is near to',
    web('volumes: [{ type: volume, source: ./data, target: /d }]', 'depends_on: [wev]', 'links: [w]'),
    [
      "reference-undefined|wev|Service web uses service 'wev', which is not defined; there is no such service.",
      "reference-undefined|./data|Service web uses volume './data', which is not defined; a path is mounted with type: bind.",
      "reference-undefined|w|Service web uses service 'w', which is not defined; there is no such service.",
    ],
  ],
  ['the kinds of health checks', web('healthcheck: { test: ["CMD-SHELL", "true"] }'), []],
  [
    'a limit that was meant in megabytes',
    web('mem_limit: 512'),
    [
      'limit-too-small|512|Service web is limited to 512 of memory, which is 512 bytes: less than the 6m any program needs to start.',
    ],
  ],
  ['no limit', web('mem_limit: 0'), []],
  [
    'swap without memory',
    web('memswap_limit: 1g'),
    ['limit-conflict|1g|Service web has memswap_limit without mem_limit: it is memory and swap together, so both are needed.'],
  ],
  [
    'how many and which GPUs',
    web('gpus: [{ count: 1, device_ids: ["0"] }]'),
    ['key-conflict|device_ids|Service web: count and device_ids exclude each other: either how many or which.'],
  ],
  [
    'options of another type of mount',
    web(
      'volumes:',
      '  - { type: tmpfs, source: x, target: /a, volume: { nocopy: true } }',
      '  - { type: bind, source: ./b, target: /b, bind: { propagation: rslave } }',
    ),
    [
      'key-conflict|source|Service web: a mount of type tmpfs has no source.',
      'key-conflict|volume|Service web: a mount of type tmpfs has no volume.',
    ],
  ],
  [
    'what another container has for this one',
    two('network_mode: service:db', 'tty: true').replace(
      'tty: true',
      'tty: true\n  job:\n    image: z\n    network_mode: service:db\n    hostname: own\n    dns: [1.1.1.1]',
    ),
    [
      'key-conflict|hostname|Service job: hostname is not its own to set, because of network_mode: service:db.',
      'key-conflict|dns|Service job: dns is not its own to set, because of network_mode: service:db.',
    ],
  ],
  [
    'the host name of the host',
    web('uts: host', 'hostname: own'),
    ['key-conflict|hostname|Service web: hostname is not its own to set, because of uts: host.'],
  ],
  ['a secret of a build', `${web('build: { context: ., secrets: [key] }')}secrets:\n  key: { file: ./a }\n`, []],
  [
    'services that are linked and taken mounts from',
    web('links: ["nope:db"]', 'volumes_from: [gone, "container:other"]'),
    [
      'reference-undefined|"nope:db"|Service web uses service \'nope\', which is not defined; there is no such service.',
      "reference-undefined|gone|Service web uses service 'gone', which is not defined; there is no such service.",
    ],
  ],
  ['a model nobody uses', `${web()}models:\n  m: { model: ai/x }\n`, ["definition-unused|m|No service uses model 'm'."]],
  [
    'a dependency on what needs a profile',
    two('depends_on: [db]', 'profiles: [dev, test]'),
    ['dependency-inactive|db|Service web needs db, which is not there without profile dev or test.'],
  ],
  ['a dependency with the same profile', two('depends_on: [db]\n    profiles: [dev]', 'profiles: [dev, test]'), []],
  [
    'a variable with two values',
    web('environment: [A=1, B=1, A=2]'),
    ['item-duplicate|A=2|environment: A has a value already: this one counts.'],
  ],
  [
    'numbers, truth values and dates where texts are meant',
    web(
      'environment: { A: 1.10, B: "1.10", C: 022, D: 1.5, E: 42, F: True, G: true, H: 2026-11-28, I: !!str 0123, J: 10m }',
      'labels: { a: 1_000 }',
      'cpus: 0.50',
    ),
    [
      'value-altered|1.10|environment.A: 1.10 is a number in YAML and becomes the text 1.1: put it in quotes to keep it as it is written.',
      'value-altered|022|environment.C: 022 is a number in YAML and becomes the text 18: put it in quotes to keep it as it is written.',
      'value-altered|True|environment.F: True is a truth value in YAML and becomes the text true: put it in quotes to keep it as it is written.',
      'value-altered|2026-11-28|environment.H: 2026-11-28 is a date in YAML 1.1, which Docker Compose passes on in another form: put it in quotes to keep it as it is written.',
      'value-altered|1_000|labels.a: 1_000 is a number in YAML and becomes the text 1000: put it in quotes to keep it as it is written.',
    ],
  ],
  [
    'a service that extends a misspelt one has no image of its own',
    'services:\n  base: { image: x }\n  web: { extends: bse }\n',
    ["extends-not-found|bse|Service 'bse' to extend is not in /p/compose.yaml; did you mean 'base'?"],
  ],
  [
    'a key of a service beside it',
    'services:\n  web: { image: x }\n  ports: ["80:80"]\n',
    ["key-misplaced|ports|'ports' stands where services are named: indent it, so that it is in the service above."],
  ],
  ['a service that is named like a key', 'services:\n  command: { image: x }\n  build: { build: . }\n', []],
  [
    'a service that is needed and named like a key',
    'services:\n  web: { image: x, depends_on: { init: { condition: service_completed_successfully } } }\n  init: { image: y }\n',
    [],
  ],
  [
    'a key without its colon',
    'services:\n  web:\n    image nginx\n',
    ["value-invalid|image nginx|services.web: 'image nginx' is not valid: expected a mapping; did you mean image: nginx?"],
  ],
  [
    'a variable that is not closed, and nothing of the value',
    'services:\n  web:\n    image: "App:${TAG"\n',
    ['variable-invalid|${TAG|In ${TAG…, one of } :- - :? ? :+ + is expected after the name.'],
  ],
  ['a volume nobody uses', `${web()}volumes:\n  old:\n`, ["definition-unused|old|No service uses volume 'old'."]],
  ['an item given twice', web('dns: [1.1.1.1, 1.1.1.1]'), ['item-duplicate|1.1.1.1|dns: "1.1.1.1" is given twice.']],
];

for (const [rule, text, expected] of CASES) test(`rule: ${rule}`, () => assert.deepEqual(found(text), expected));
