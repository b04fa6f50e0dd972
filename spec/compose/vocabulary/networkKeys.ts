import {
  choice,
  dict,
  either,
  from,
  integer,
  integerIn,
  list,
  matchingLike,
  no,
  nothing,
  number,
  object,
  oneOrMore,
  oneOrMoreOf,
  reference,
  setOf,
  string,
  textOrNumber,
} from './ValueType';
import { ADDRESS, EXPOSED_PORT, HOST_ADDRESS, HOST_ENTRY, IPV4, IPV6, MAC } from './texts';
import type { Vocabulary } from './ValueType';

export const NO_BRIDGE = 'bridge networks are not available yet; use network_mode: host or none';

const PROTOCOL = choice({
  tcp: 'Connections, as nearly everything uses.',
  udp: 'Single packets, as DNS and QUIC use.',
  sctp: 'Streams of messages.',
});

const LONG_PORT: Vocabulary = {
  target: { type: { kind: 'integer', min: 0, max: 65535 }, doc: 'Port in the container.' },
  published: { type: either(string, integer), doc: 'Port on the host, or a range to choose from.' },
  host_ip: { type: ADDRESS, doc: 'Address on the host to listen on.', default: 'all' },
  protocol: { type: PROTOCOL, doc: 'Transport protocol.', default: 'tcp' },
  app_protocol: { type: string, doc: 'What is spoken on the port, as a hint to tools.' },
  mode: {
    type: choice({
      host: 'On the machine a container runs on.',
      ingress: 'On every machine of the cluster, balanced.',
    }),
    doc: 'How a cluster publishes the port.',
  },
  name: { type: string, doc: 'Name of the port, for people.' },
};

const ATTACHMENT: Vocabulary = {
  aliases: { type: setOf(string), doc: 'Further names other services find this one by.' },
  ipv4_address: { type: IPV4, doc: 'Fixed IPv4 address.' },
  ipv6_address: { type: IPV6, doc: 'Fixed IPv6 address.' },
  link_local_ips: { type: setOf(ADDRESS), doc: 'Link-local addresses.' },
  mac_address: { type: MAC, doc: 'MAC address on this network.' },
  interface_name: { type: string, doc: 'Name of the interface in the container.', since: 'Compose 2.36' },
  driver_opts: { type: dict(textOrNumber), doc: 'Options of the driver for this attachment.' },
  priority: { type: number, doc: 'Order of attaching: highest first.' },
  gw_priority: { type: number, doc: 'The highest gives the default route.', since: 'Compose 2.33' },
};

const HOST = 'Shares that of the host.';
const OWN = 'One of its own.';

/** How the container is connected, and to which namespaces it belongs. */
export const NETWORK_KEYS: Vocabulary = {
  network_mode: {
    type: matchingLike(
      /^((service|container):.+|[a-zA-Z0-9][\w.-]*)$/,
      'none, host, bridge, service:<name>, container:<name> or a network of the engine',
      {
        none: 'Only a loopback interface.',
        host: 'The network of the host: its interfaces, addresses and ports.',
        bridge: 'The bridge of the engine that all containers without a network share.',
      },
      'joinable',
    ),
    doc: '`none` (loopback only), `host` (the network of the host), `service:<name>` or `container:<name>` (the network of another). Not together with `networks`.',
    kernel: { file: '/proc/<pid>/ns/net' },
  },
  networks: {
    type: either(setOf(reference('networks')), dict(either(object(ATTACHMENT), nothing), 'networks')),
    doc: 'Networks to attach to. Without it a service is on the `default` network.',
    support: no(NO_BRIDGE),
  },
  ports: {
    type: setOf(either({ kind: 'port' }, object(LONG_PORT, ['target']))),
    doc: 'Ports to publish: `[[ip:]host:]container[/protocol]`. Quote them: YAML may read `22:22` as a number.',
    example: '"8080:80"',
    support: no(NO_BRIDGE),
  },
  expose: {
    type: setOf(either(integerIn(0, 65535), EXPOSED_PORT)),
    doc: 'Ports other services use; they are not published on the host.',
  },
  dns: {
    type: oneOrMoreOf(ADDRESS),
    doc: "Name servers instead of the host's.",
    kernel: { file: '/etc/resolv.conf of the container' },
  },
  dns_opt: {
    type: setOf(string),
    doc: 'Options of the resolver. See resolv.conf(5).',
    kernel: { file: '/etc/resolv.conf of the container' },
  },
  dns_search: {
    type: oneOrMore,
    doc: 'Domains in which short names are looked up.',
    kernel: { file: '/etc/resolv.conf of the container' },
  },
  extra_hosts: {
    type: either(dict(either(HOST_ADDRESS, list(HOST_ADDRESS))), setOf(HOST_ENTRY)),
    doc: 'Further names: `host=address`.',
    example: '"db=10.0.0.5"',
    kernel: { file: '/etc/hosts of the container' },
  },
  links: {
    type: setOf(from('service')),
    doc: 'Names for other services: `service[:alias]`. Services on one network find each other without it.',
    support: no(NO_BRIDGE),
  },
  external_links: { type: setOf(string), doc: 'Names for containers outside the project.', support: no(NO_BRIDGE) },
  mac_address: { type: MAC, doc: 'MAC address of the first interface.', support: no(NO_BRIDGE) },
  pid: {
    type: either(
      nothing,
      matchingLike(
        /^(host|private|service:.+|container:.+|)$/,
        'host, service:<name> or container:<name>',
        {
          host: 'Sees the processes of the host.',
        },
        'joinable',
      ),
    ),
    doc: 'PID namespace: `host`, `service:<name>` or `container:<name>`.',
    default: 'one of its own',
    kernel: { file: '/proc/<pid>/ns/pid' },
  },
  ipc: {
    type: matchingLike(
      /^(host|private|shareable|none|service:.+|container:.+)$/,
      'host, private, shareable, none, service:<name> or container:<name>',
      {
        host: HOST,
        private: OWN,
        shareable: 'One of its own, which other containers may join.',
        none: 'One of its own, without `/dev/shm`.',
      },
      'joinable',
    ),
    doc: 'IPC namespace: `host`, `shareable`, `service:<name>`, `container:<name>`.',
    default: 'one of its own',
    kernel: { file: '/proc/<pid>/ns/ipc' },
  },
  uts: {
    type: matchingLike(/^host$/, 'host', { host: HOST }),
    doc: '`host`: the host name of the host, which root in the container could change.',
    default: 'one of its own',
    kernel: { file: '/proc/<pid>/ns/uts' },
  },
  userns_mode: {
    type: matchingLike(/^(host|private)$/, 'host or private', { host: HOST, private: OWN }),
    doc: '`host`: ids in the container are those of the host. `private`: a user namespace of its own.',
    kernel: { file: '/proc/<pid>/ns/user, uid_map' },
  },
  cgroup: {
    type: choice({ host: 'Sees the whole tree of cgroups.', private: 'Sees its own cgroup as the root.' }),
    doc: 'Cgroup namespace: `private` hides where in the tree the container is.',
    default: 'private',
    since: 'Compose 2.15',
    kernel: { file: '/proc/<pid>/ns/cgroup' },
  },
};
