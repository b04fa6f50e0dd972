import type { Words } from './Words';

/** Signals by name, with what they do to a program that does not handle them. See signal(7). */
export const SIGNAL_WORDS: Words = {
  SIGTERM: '15: asks to end; what is sent when nothing else is said.',
  SIGINT: '2: interrupt from the keyboard; ends.',
  SIGQUIT: '3: quit from the keyboard; ends with a core dump. nginx and php-fpm finish their requests on it.',
  SIGHUP: '1: the terminal is gone; ends. Many daemons read their configuration again.',
  SIGKILL: '9: ends at once; cannot be handled.',
  SIGUSR1: '10: for the program to define; ends.',
  SIGUSR2: '12: for the program to define; ends.',
  SIGWINCH: '28: the window changed its size; ignored. Apache finishes its requests on it.',
  SIGABRT: '6: abort; ends with a core dump.',
  SIGALRM: '14: a timer ran out; ends.',
  SIGPIPE: '13: writing where nobody reads; ends.',
  SIGCHLD: '17: a child ended or stopped; ignored.',
  SIGCONT: '18: goes on after a stop.',
  SIGSTOP: '19: stops; cannot be handled.',
  SIGTSTP: '20: stop from the keyboard.',
  SIGTTIN: '21: reading from the terminal in the background; stops.',
  SIGTTOU: '22: writing to the terminal in the background; stops.',
  SIGTRAP: '5: a trap of a debugger; ends with a core dump.',
  SIGILL: '4: an instruction that is none; ends with a core dump.',
  SIGBUS: '7: a faulty memory access; ends with a core dump.',
  SIGFPE: '8: a faulty arithmetic operation; ends with a core dump.',
  SIGSEGV: '11: memory that is not mapped; ends with a core dump.',
  SIGSTKFLT: '16: not used.',
  SIGURG: '23: urgent data at a socket; ignored.',
  SIGXCPU: '24: more CPU time than `RLIMIT_CPU`; ends with a core dump.',
  SIGXFSZ: '25: a file larger than `RLIMIT_FSIZE`; ends with a core dump.',
  SIGVTALRM: '26: a virtual timer ran out; ends.',
  SIGPROF: '27: a profiling timer ran out; ends.',
  SIGIO: '29: input or output is possible; ends.',
  SIGPWR: '30: power failure; ends. systemd as process 1 shuts down on SIGRTMIN+3 instead.',
  SIGSYS: '31: a system call that is none, or that a filter caught; ends with a core dump.',
  'SIGRTMIN+3': '37: a real-time signal; systemd as process 1 halts on it.',
};

const NAMES = new Set([...Object.keys(SIGNAL_WORDS), 'SIGIOT', 'SIGCLD', 'SIGPOLL', 'SIGRTMIN', 'SIGRTMAX']);

/** By number, or by name with or without `SIG`. */
export function isSignal(text: string): boolean {
  if (/^\d{1,2}$/.test(text)) return Number(text) >= 1 && Number(text) <= 64;
  const name = text.toUpperCase();
  return NAMES.has(name.startsWith('SIG') ? name : `SIG${name}`) || /^(SIG)?RT(MIN\+|MAX-)\d{1,2}$/.test(name);
}
