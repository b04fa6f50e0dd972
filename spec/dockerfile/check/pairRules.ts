import { legacyPair, pairsOf } from '../pairs';
import { isPlain, finding } from './Rule';
import type { InstructionRule } from './Rule';

export const pairs: InstructionRule = (instruction, { dockerfile: { escape } }) => {
  const { keyword, text } = instruction;
  const legacy = legacyPair(instruction);
  if (legacy) {
    const value = legacy.value ?? '';
    const isOneLine = legacy.valueRange[1] - legacy.valueRange[0] === value.length && /^[^"'\\`]*$/.test(value);
    const fix = isOneLine ? `${legacy.name}=${/\s/.test(value) ? `"${value}"` : value}` : undefined;
    const range = text.rangeOf(instruction.argumentsAt, text.text.trimEnd().length);
    return [
      finding(
        'dockerfile-key-value-legacy',
        range,
        `Write ${keyword} ${legacy.name}=…: a blank between name and value is the old form.`,
        'warning',
        fix,
      ),
    ];
  }
  return pairsOf(instruction, escape).flatMap(({ name, nameRange, value, valueRange }) => {
    if (name === '')
      return [
        finding('dockerfile-key-value-invalid', [nameRange[0], valueRange[1]], `A name is missing before '=' of ${keyword}.`),
      ];
    if (keyword === 'ARG' || value !== undefined) return [];
    return [
      finding('dockerfile-key-value-invalid', nameRange, `${keyword} needs NAME=VALUE; '${name.slice(0, 40)}' has no value.`),
    ];
  });
};

const SECRET = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
/** The key is public, or the variable tells where it is. */
const NO_SECRET = /(?:_|^)public(?:_|$)|_(?:file|path|dir|url|id|name|sock)$/i;

export const secrets: InstructionRule = (instruction, { dockerfile: { escape } }) => {
  const { keyword } = instruction;
  if (keyword === 'LABEL') return [];
  return pairsOf(instruction, escape)
    .filter(({ name }) => name.length < 200 && SECRET.test(name) && !NO_SECRET.test(name))
    .map(({ name, nameRange }) => {
      const advice = 'everybody who has the image can read it: use RUN --mount=type=secret.';
      return finding('dockerfile-secret-exposed', nameRange, `${keyword} ${name} looks like a secret, and ${advice}`, 'warning');
    });
};

/** A port, or a range of ports, and a protocol. */
const PORT = /^(\d+)(?:-(\d+))?(?:\/(\w*))?$/;
const PROTOCOLS = ['tcp', 'udp', 'sctp'];

export const expose: InstructionRule = ({ keyword, words }) => {
  if (keyword !== 'EXPOSE') return [];
  return words.flatMap(({ text: written, range }) => {
    const text = written.replace(/^(["'])(.*)\1$/, '$2');
    if (!isPlain(text)) return [];
    if (/^[\d.:[\]a-f-]*:\d/.test(text) && text.length < 100)
      return [
        finding(
          'dockerfile-expose-invalid',
          range,
          'EXPOSE takes ports of the container, without an address or a port of the host.',
          'warning',
          text.slice(text.lastIndexOf(':') + 1),
        ),
      ];
    const [, first = '', last = first, protocol = 'tcp'] = PORT.exec(text) ?? [];
    const isRange = first !== '' && Number(first) <= Number(last) && Number(last) <= 65_535;
    if (!isRange)
      return [
        finding(
          'dockerfile-expose-invalid',
          range,
          `'${text.slice(0, 40)}' is no port: write a number up to 65535, or two with '-' between.`,
        ),
      ];
    if (!PROTOCOLS.includes(protocol.toLowerCase()))
      return [
        finding('dockerfile-expose-invalid', range, `There is no protocol '${protocol}'; there are ${PROTOCOLS.join(', ')}.`),
      ];
    if (protocol === protocol.toLowerCase()) return [];
    return [
      finding(
        'dockerfile-expose-case',
        range,
        `Write the protocol in lower case: ${protocol.toLowerCase()}.`,
        'warning',
        written.toLowerCase(),
      ),
    ];
  });
};
