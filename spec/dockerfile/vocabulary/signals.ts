import { SIGNAL_WORDS } from '../../words/signals';

const NAMES = new Set([...Object.keys(SIGNAL_WORDS), 'SIGIOT', 'SIGCLD', 'SIGPOLL', 'SIGRTMIN', 'SIGRTMAX']);

/** By number, or by name with or without `SIG`. */
export function isSignal(text: string): boolean {
  if (/^\d{1,2}$/.test(text)) return Number(text) >= 1 && Number(text) <= 64;
  const name = text.toUpperCase();
  return NAMES.has(name.startsWith('SIG') ? name : `SIG${name}`) || /^(SIG)?RT(MIN\+|MAX-)\d{1,2}$/.test(name);
}
