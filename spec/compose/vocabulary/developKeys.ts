import { hookOf } from './processKeys';
import { boolean, choice, from, list, object, oneOrMore, string } from './ValueType';
import type { Vocabulary } from './ValueType';

const WATCH: Vocabulary = {
  path: { type: from('path'), doc: 'File or directory to watch.' },
  action: {
    type: choice({
      rebuild: 'Builds the image and makes the container anew.',
      sync: 'Copies the change into the running container.',
      restart: 'Restarts the container.',
      'sync+restart': 'Copies, then restarts.',
      'sync+exec': 'Copies, then runs `exec` in the container.',
    }),
    doc: 'What to do on a change.',
  },
  target: { type: string, doc: 'Directory in the container to copy to.' },
  ignore: { type: oneOrMore, doc: 'Patterns of files not to watch.' },
  include: { type: oneOrMore, doc: 'Patterns of files to watch.', since: 'Compose 2.36' },
  exec: { type: hookOf, doc: 'What `sync+exec` runs.', since: 'Compose 2.32' },
  initial_sync: { type: boolean, doc: 'Copies everything once at the start.', default: 'false' },
};

export const DEVELOP_KEYS: Vocabulary = {
  watch: { type: list(object(WATCH, ['path', 'action'])), doc: 'Rules for `docker compose watch`.' },
};
