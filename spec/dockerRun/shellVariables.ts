import type { Expand } from '../compose/shellWords';

/** Stands for the dollar sign of a variable until the others are written as two; of no command. */
const LIVE = '\uE000';

/** Commands people put into a command line, by the variable that says the same. */
const COMMANDS: Readonly<Record<string, string>> = { pwd: 'PWD', 'id -u': 'UID', 'id -g': 'GID', hostname: 'HOSTNAME' };

const SUBSTITUTION = /\$\(([^()]*)\)|`([^`]*)`/y;
const VARIABLE = /\$([a-zA-Z_]\w*)|\$(\{[a-zA-Z_]\w*(?::?[-+?][^{}"]*)?\})/y;

function matchAt(pattern: RegExp, line: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(line);
}

/** What a shell would fill in becomes a variable of Compose, where there is one that is the same. */
export const toVariables: Expand = (line, at) => {
  const variable = matchAt(VARIABLE, line, at);
  if (variable) return { text: `${LIVE}${variable[2] ?? `{${variable[1]}}`}`, end: at + variable[0].length };
  const command = matchAt(SUBSTITUTION, line, at);
  if (!command) return { text: line.charAt(at), end: at + 1 };
  const name = COMMANDS[(command[1] ?? command[2] ?? '').trim()];
  return { text: name === undefined ? command[0] : `${LIVE}{${name}}`, end: at + command[0].length };
};

/** A word as Compose has it: a dollar sign that came through the shell is two. */
export function inCompose(word: string): string {
  return word.replaceAll('$', '$$$$').replaceAll(LIVE, '$');
}

/** A path of the host: the directory one is in is that of the Compose file. */
export function hostPath(path: string): string {
  return path.replace(/^\$\{PWD\}(?=[/:,]|$)/, '.');
}
