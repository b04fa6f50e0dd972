import { FRAGMENT_TYPE } from '../../oci/vocabulary/fragmentKeys';
import {
  boolean,
  choice,
  dict,
  dictWith,
  duration,
  either,
  from,
  ignored,
  integer,
  list,
  matching,
  matchingLike,
  no,
  nothing,
  object,
  reference,
  scalar,
  setOf,
  string,
  suggesting,
  textOrNumber,
} from './ValueType';
import type { Vocabulary } from './ValueType';
import { BUILD_KEYS } from './buildKeys';
import { DEPLOY_KEYS } from './deployKeys';
import { DEVELOP_KEYS } from './developKeys';
import { LOG_OPTIONS } from './driverOptions';
import { PLATFORMS } from './platforms';
import { IMAGE } from './texts';

const TEST_WORDS = {
  CMD: 'The words that follow are the command.',
  'CMD-SHELL': 'The text that follows is a line for the shell.',
  NONE: 'No check, whatever the image says.',
};

const HEALTHCHECK: Vocabulary = {
  test: {
    type: either(string, list(suggesting(TEST_WORDS))),
    doc: 'What to run: a line for the shell, `["CMD", …]`, `["CMD-SHELL", line]` or `["NONE"]`. Exit 0 is healthy.',
  },
  interval: { type: duration, doc: 'Time between two checks.', default: '30s' },
  timeout: { type: duration, doc: 'A check that takes longer has failed.', default: '30s' },
  retries: { type: integer, doc: 'Failures in a row that make the container unhealthy.', default: '3' },
  start_period: { type: duration, doc: 'Failures in this time after the start do not count.', default: '0s' },
  start_interval: { type: duration, doc: 'Time between checks in `start_period`.', default: '5s', since: 'Compose 2.20' },
  disable: { type: boolean, doc: "Switches the image's check off.", default: 'false' },
};

const DEPENDENCY: Vocabulary = {
  condition: {
    type: choice({
      service_started: 'Its container was started; whether it works yet is not asked.',
      service_healthy: 'Its health check passes. Needs a `healthcheck` there or in its image.',
      service_completed_successfully: 'It ended with exit code 0, as migrations do.',
    }),
    doc: 'What to wait for before this service is started.',
  },
  restart: {
    type: boolean,
    doc: 'Restarts this service when Compose restarts the other.',
    default: 'false',
    since: 'Compose 2.17',
  },
  required: {
    type: boolean,
    doc: '`false`: a dependency that is not there is only warned of.',
    default: 'true',
    since: 'Compose 2.20',
  },
};

const ENV_FILE: Vocabulary = {
  path: { type: from('file'), doc: 'The file, relative to the project.' },
  required: { type: boolean, doc: '`false`: the file may be missing.', default: 'true', since: 'Compose 2.24' },
  format: {
    type: suggesting({ raw: 'Values are taken as they are.' }),
    doc: '`raw`: values are taken as they are, without quotes and variables.',
    since: 'Compose 2.30',
  },
};

/** Where the service comes from, and when it runs. */
export const LIFECYCLE_KEYS: Vocabulary = {
  image: {
    type: IMAGE,
    doc: 'The image: `[registry/]name[:tag][@digest]`. `bulkhead.local/host` is built in: the root filesystem of this host.',
    example: 'bulkhead.local/host',
  },
  build: {
    type: either(from('directory'), object(BUILD_KEYS)),
    doc: 'Builds the image from a Dockerfile.',
    support: no('images are not built yet; name an image that was loaded'),
  },
  container_name: {
    type: matching(
      /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/,
      'at least two letters, digits, `_`, `.` or `-`, beginning with a letter or digit',
    ),
    doc: 'Name of the container; the service then cannot be scaled.',
    default: '`<project>-<service>-1`',
  },
  depends_on: {
    type: either(setOf(reference('services')), dict(object(DEPENDENCY, ['condition']), 'services')),
    doc: 'Services to start before this one, and to stop after it.',
  },
  env_file: {
    type: either(from('file'), list(either(from('file'), object(ENV_FILE, ['path'])))),
    doc: 'Files with `NAME=value` lines; `environment` wins over them, and a later file over an earlier one.',
  },
  extends: {
    type: either(
      reference('services'),
      object(
        {
          service: { type: from('service'), doc: 'Service to start from.' },
          file: { type: from('file'), doc: 'File it is in; this one when missing.' },
        },
        ['service'],
      ),
    ),
    doc: 'Starts from another service, of this or another file; what is given here is merged over it.',
  },
  profiles: { type: setOf(from('profile')), doc: 'The service is only there when one of these profiles is active.' },
  restart: {
    type: matchingLike(/^(no|always|unless-stopped|on-failure(:\d+)?)$/, 'no, always, unless-stopped or on-failure[:times]', {
      no: 'Never.',
      always: 'Always, also after the engine was started again.',
      'unless-stopped': 'Always, unless somebody stopped it.',
      'on-failure': 'When it ended with another exit code than 0; `on-failure:5` tries five times.',
    }),
    doc: 'When to start the container again after it ended.',
    default: '`no`',
  },
  pull_policy: {
    type: matchingLike(
      /^(always|never|build|if_not_present|missing|refresh|daily|weekly|every_(\d+[wdhms])+)$/,
      'always, never, missing, build, daily, weekly or every_<duration>',
      {
        always: 'At every start.',
        never: 'Never: the image must be there.',
        missing: 'When the engine does not have it.',
        build: 'Never: the image is built.',
        daily: 'When the last fetch was more than a day ago.',
        weekly: 'When the last fetch was more than a week ago.',
      },
    ),
    doc: 'When to fetch the image from its registry.',
    default: '`missing`',
  },
  pull_refresh_after: {
    type: duration,
    doc: 'Age after which `pull_policy: refresh` fetches again.',
    support: ignored('only pull_policy counts'),
  },
  platform: {
    type: suggesting(PLATFORMS),
    doc: '`os/arch[/variant]` of the image.',
    support: ignored('images are taken for this machine'),
  },
  runtime: { type: string, doc: 'OCI runtime to start the container with.', support: no('the engine is its own runtime') },
  scale: { type: { kind: 'integer', min: 0 }, doc: 'Number of containers of the service.', default: '1' },
  attach: { type: boolean, doc: '`false`: its output is not shown by `up`.', default: 'true', since: 'Compose 2.20' },
  healthcheck: {
    type: object(HEALTHCHECK),
    doc: 'How to find out whether the container works.',
  },
  logging: {
    type: object({
      driver: {
        type: suggesting({
          'json-file': 'A file with a JSON object for each line.',
          local: 'A compact file of the engine.',
          none: 'Nowhere.',
          journald: 'The journal of systemd.',
          syslog: 'The syslog of the machine or of another.',
          fluentd: 'A collector that takes the Fluentd protocol.',
          gelf: 'A collector that takes GELF, as Graylog and Logstash do.',
        }),
        doc: 'Where the output goes.',
        default: 'json-file',
      },
      options: { type: dictWith(LOG_OPTIONS, either(textOrNumber, nothing)), doc: '`max-size` and `max-file` limit the log.' },
    }),
    doc: "What happens to the container's output.",
  },
  deploy: { type: either(nothing, object(DEPLOY_KEYS)), doc: 'Limits, replicas and how a cluster would run the service.' },
  develop: {
    type: either(nothing, object(DEVELOP_KEYS)),
    doc: 'What to do when files of the project change.',
    since: 'Compose 2.22',
    support: ignored('files are not watched yet'),
  },
  provider: {
    type: object(
      {
        type: { type: string, doc: 'Program that provides the service.' },
        options: { type: dict(either(scalar, list(scalar))), doc: 'Options for it.' },
      },
      ['type'],
    ),
    doc: 'The service is not a container but is provided by a program.',
    since: 'Compose 2.36',
    support: no('provider programs are not run'),
  },
  'x-oci': {
    type: FRAGMENT_TYPE,
    doc: 'Ours; others ignore it. A part of an OCI runtime config (`process`, `mounts`, `linux`, …) that is merged over the generated one: what Compose has no key for. Mappings are merged, lists are appended, and `null` takes away.',
    example: 'linux: { resources: { hugepageLimits: [] } }',
  },
};
