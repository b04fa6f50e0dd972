import { once } from '../once';
import { CAPABILITY_WORDS } from './capabilities';
import { SIGNAL_WORDS } from './signals';
import { FILE_SYSCALLS } from './syscalls/files';
import { PROCESS_SYSCALLS } from './syscalls/processes';
import { SYSTEM_SYSCALLS } from './syscalls/systemAndSockets';
import { SYSCTL_WORDS } from './sysctls';
import type { Words } from './Words';

export type WordKind = 'capability' | 'ociCapability' | 'signal' | 'sysctl' | 'syscall';

/** Put together when one of a kind is first asked for: there are hundreds, and most files have none. */
const WORDS: Readonly<Record<WordKind, () => Words>> = {
  capability: once(() => ({ ALL: 'Every capability there is.', ...CAPABILITY_WORDS })),
  ociCapability: once(() => Object.fromEntries(Object.entries(CAPABILITY_WORDS).map(([name, text]) => [`CAP_${name}`, text]))),
  signal: () => SIGNAL_WORDS,
  sysctl: () => SYSCTL_WORDS,
  syscall: once(() => ({ ...FILE_SYSCALLS, ...PROCESS_SYSCALLS, ...SYSTEM_SYSCALLS })),
};

/** The words of a kind, as they are written most. */
export const wordsOf = (kind: WordKind): Words => WORDS[kind]();

/** Other ways to write the same word. */
const SPELLINGS: Readonly<Record<WordKind, (text: string) => string>> = {
  capability: (text) => text.toUpperCase().replace(/^CAP_/, ''),
  ociCapability: (text) => text,
  signal: (text) => text.toUpperCase().replace(/^(?!SIG)/, 'SIG'),
  sysctl: (text) => text.replaceAll('/', '.'),
  // Calls with wider arguments have the name of the narrow one and more.
  syscall: (text) => (Object.hasOwn(wordsOf('syscall'), text) ? text : text.replace(/(_time64|64|32)$/, '')),
};

/** A sentence about a name of the kernel, however it is written; `undefined` when the name is not known. */
export function explainWord(kind: WordKind, text: string): string | undefined {
  const words = wordsOf(kind);
  const name = SPELLINGS[kind](text);
  return Object.hasOwn(words, name) ? words[name] : undefined;
}

export function isWordKind(text: string): text is WordKind {
  return Object.hasOwn(WORDS, text);
}
