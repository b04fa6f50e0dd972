import {
  assignments,
  boolean,
  dict,
  dictWith,
  either,
  from,
  integer,
  list,
  matching,
  no,
  nothing,
  object,
  setOf,
  string,
  suggesting,
  textOrNumber,
} from './ValueType';
import type { KeySpec, Meanings, ValueType, Vocabulary } from './ValueType';
import { NETWORK_OPTIONS, VOLUME_OPTIONS } from './driverOptions';
import { LIFECYCLE_KEYS } from './lifecycleKeys';
import { NETWORK_KEYS } from './networkKeys';
import { PROCESS_KEYS } from './processKeys';
import { RESOURCE_KEYS } from './resourceKeys';
import { STORAGE_KEYS } from './storageKeys';
import { ADDRESS, SUBNET } from './texts';

/** Every key of a service. */
export const SERVICE_KEYS: Vocabulary = {
  ...LIFECYCLE_KEYS,
  ...PROCESS_KEYS,
  ...NETWORK_KEYS,
  ...STORAGE_KEYS,
  ...RESOURCE_KEYS,
};

const external: KeySpec = {
  type: either(boolean, object({ name: { type: string, doc: 'Its real name.' } })),
  doc: 'It exists already and is not made or removed with the project.',
  default: 'false',
};
const name: KeySpec = { type: string, doc: 'Its real name; without it the project name and a `_` come before the key.' };
const labels: KeySpec = { type: assignments, doc: 'Labels, for tools and people.' };
const driverOptions: KeySpec = { type: dict(textOrNumber), doc: 'Options of the driver.' };
const optionsOf = (usual: Meanings): KeySpec => ({ type: dictWith(usual, textOrNumber), doc: 'Options of the driver.' });
const NO_DRIVER = no('drivers are not available; leave it out');

const NETWORK: Vocabulary = {
  name,
  external,
  driver: {
    type: suggesting({
      bridge: 'A bridge of this machine, with addresses of its own.',
      host: 'The network of the host.',
      none: 'No network.',
      macvlan: 'Containers have addresses of their own on the network of the host.',
      ipvlan: 'The same with the hardware address of the host.',
      overlay: 'A network of several machines.',
    }),
    doc: 'Kind of network.',
    default: 'bridge',
  },
  driver_opts: optionsOf(NETWORK_OPTIONS),
  internal: { type: boolean, doc: 'No way out to other networks.', default: 'false' },
  attachable: { type: boolean, doc: 'Containers outside the project may attach.', default: 'false' },
  enable_ipv4: { type: boolean, doc: 'Gives out IPv4 addresses.', default: 'true', since: 'Compose 2.33' },
  enable_ipv6: { type: boolean, doc: 'Gives out IPv6 addresses.', default: 'false' },
  ipam: {
    type: object({
      driver: { type: string, doc: 'Who gives out addresses.', default: 'default' },
      config: {
        type: list(
          object({
            subnet: { type: SUBNET, doc: 'Subnet as in `172.28.0.0/16`.' },
            ip_range: { type: SUBNET, doc: 'Part of the subnet to give out.' },
            gateway: { type: ADDRESS, doc: 'Address of the host on the network.' },
            aux_addresses: { type: dict(ADDRESS), doc: 'Addresses not to give out, by name.' },
          }),
        ),
        doc: 'Subnets.',
      },
      options: { type: dict(string), doc: 'Options of the driver.' },
    }),
    doc: 'How addresses are given out.',
  },
  labels,
};

const VOLUME: Vocabulary = {
  name,
  external,
  driver: {
    type: suggesting({ local: 'A directory of the engine on this machine.' }),
    doc: 'Who keeps the volume.',
    default: 'local',
  },
  driver_opts: { ...optionsOf(VOLUME_OPTIONS), support: no('options of volume drivers are not available yet') },
  labels,
};

const FILE: Vocabulary = {
  file: { type: from('file'), doc: 'File on the host with the content.' },
  environment: {
    type: from('variable'),
    doc: 'Environment variable with the content.',
    support: no('only file is available yet'),
  },
  name,
  external,
  labels,
  template_driver: { type: string, doc: 'Driver that fills the content in.', support: NO_DRIVER },
};

const SECRET: Vocabulary = {
  ...FILE,
  driver: { type: string, doc: 'Driver that keeps the secret.', support: NO_DRIVER },
  driver_opts: driverOptions,
};
const CONFIG: Vocabulary = {
  ...FILE,
  content: {
    type: string,
    doc: 'The content itself; variables are filled in.',
    since: 'Compose 2.23',
    support: no('only file is available yet'),
  },
};

const MODEL: Vocabulary = {
  model: { type: string, doc: 'The model, as an OCI artifact.' },
  name: { type: string, doc: 'Its name.' },
  context_size: { type: integer, doc: 'Tokens the model can hold.' },
  runtime_flags: { type: list(string), doc: 'Flags for what runs the model.' },
};

const oneOrMoreFiles = either(from('file'), setOf(from('file')));

const INCLUDE: Vocabulary = {
  path: { type: oneOrMoreFiles, doc: 'The file, and files to merge over it.' },
  project_directory: {
    type: from('directory'),
    doc: 'Directory its relative paths start from.',
    default: 'the directory of the file',
  },
  env_file: { type: oneOrMoreFiles, doc: 'Files with variables for its interpolation.', default: '`.env` beside it' },
};

const optional = (keys: Vocabulary): ValueType => either(nothing, object(keys));

/** The keys of a Compose file. */
export const PROJECT_KEYS: Vocabulary = {
  name: {
    type: matching(/^[a-z0-9][a-z0-9_-]*$/, 'lower-case letters, digits, `_` and `-`, beginning with a letter or digit'),
    doc: 'Name of the project; names of containers, networks and volumes begin with it.',
    default: 'the name of the directory',
  },
  version: { type: string, doc: 'Was the version of the file format.', deprecated: 'it has no meaning any more: leave it out' },
  services: { type: dict(object(SERVICE_KEYS), 'services'), doc: 'The containers of the project, by name.' },
  include: {
    type: list(either(from('file'), object(INCLUDE, ['path']))),
    doc: 'Other Compose files whose services, networks and volumes become part of the project.',
    since: 'Compose 2.20',
  },
  networks: { type: dict(optional(NETWORK), 'networks'), doc: 'The networks of the project, by name.' },
  volumes: { type: dict(optional(VOLUME), 'volumes'), doc: 'The named volumes of the project.' },
  secrets: { type: dict(object(SECRET), 'secrets'), doc: 'Files with secrets, to be mounted in services.' },
  configs: { type: dict(object(CONFIG), 'configs'), doc: 'Configuration files, to be mounted in services.' },
  models: {
    type: dict(object(MODEL, ['model']), 'models'),
    doc: 'AI models of the project.',
    since: 'Compose 2.38',
    support: no('models are not available'),
  },
};

export const PROJECT_TYPE: ValueType = { kind: 'object', keys: PROJECT_KEYS };
