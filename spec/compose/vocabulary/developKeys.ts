import { hookOf } from './processKeys';
import { boolean, list, object, oneOf, oneOrMore, string } from './ValueType';
import type { Vocabulary } from './ValueType';

const WATCH: Vocabulary = {
  path: { type: string, doc: 'File or directory to watch.' },
  action: { type: oneOf('rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'), doc: 'What to do on a change.' },
  target: { type: string, doc: 'Directory in the container to copy to.' },
  ignore: { type: oneOrMore, doc: 'Patterns of files not to watch.' },
  include: { type: oneOrMore, doc: 'Patterns of files to watch.', since: 'Compose 2.36' },
  exec: { type: hookOf, doc: 'What `sync+exec` runs.', since: 'Compose 2.32' },
  initial_sync: { type: boolean, doc: 'Copies everything once at the start.', default: 'false' },
};

export const DEVELOP_KEYS: Vocabulary = {
  watch: { type: list(object(WATCH, ['path', 'action'])), doc: 'Rules for `docker compose watch`.' },
};
