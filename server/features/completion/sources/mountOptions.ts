import { CompletionItemKind } from 'vscode-languageserver/node';
import { alternatives } from '../../../../spec/compose/check/checkProjectTree';
import type { Meanings } from '../../../../spec/compose/vocabulary/ValueType';
import type { Source } from '../Source';

/** Behind the target of a mount. */
const VOLUME: Meanings = {
  ro: 'Read-only.',
  rw: 'Can be written; so it is without a word.',
  z: 'Relabels the source for SELinux, for all containers.',
  Z: 'Relabels the source for SELinux, for this container alone.',
  nocopy: 'Does not fill a new volume with what the image has there.',
  rprivate: 'Mounts made below it are seen on neither other side; so it is without a word.',
  rslave: 'Mounts of the host are seen in the container, not the other way.',
  rshared: 'Mounts made below it are seen on both sides.',
  private: 'As rprivate, without the mounts below it.',
  slave: 'As rslave, without the mounts below it.',
  shared: 'As rshared, without the mounts below it.',
};

/** Behind the path of a tmpfs; those that end in `=` want a value. */
const TMPFS: Meanings = {
  'size=': 'Bytes at most, as in size=64m; half of the memory without it.',
  'mode=': 'Permission bits of its root, in octal.',
  'uid=': 'Owner of its root.',
  'gid=': 'Group of its root.',
  'nr_inodes=': 'Files at most.',
  ro: 'Read-only.',
  noexec: 'No programs are started from it; so it is without a word.',
  exec: 'Programs may be started from it.',
  nosuid: 'Set-user-ID bits count for nothing; so it is without a word.',
  nodev: 'Device nodes are not opened; so it is without a word.',
};

/** What is before the options, and the options before the one that is typed. */
const VOLUME_BEGUN = /^[^:]+:[^:]+:(?:[^:]*,)?([^:,]*)$/;
const TMPFS_BEGUN = /^[^:]+:(?:[^:]*,)?([^:,=]*)$/;

/** Options of a mount in the short form. */
export const mountOptions: Source = ({ cursor, type }) =>
  alternatives(type).flatMap((option) => {
    const isTmpfs = option.kind === 'string' && option.source === 'tmpfs';
    const begun = isTmpfs ? TMPFS_BEGUN : option.kind === 'volume' ? VOLUME_BEGUN : undefined;
    const word = begun?.exec(cursor.prefix)?.[1];
    if (word === undefined) return [];
    const given = cursor.prefix.slice(0, cursor.prefix.length - word.length).split(/[:,]/);
    const column = cursor.column + cursor.prefix.length - word.length;
    return Object.entries(isTmpfs ? TMPFS : VOLUME)
      .filter(([text]) => !given.some((one) => one === text || (text.endsWith('=') && one.startsWith(text))))
      .map(([text, meaning]) => ({
        label: text,
        kind: CompletionItemKind.EnumMember,
        insert: { kind: 'part', text, column },
        about: { text: meaning },
      }));
  });
