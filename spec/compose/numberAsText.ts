/** Nobody writes a longer number, and a power of ten is not to be spelt out. */
const MAX_LENGTH = 64;

const WHOLE =
  /^([-+]?)(?:0(?<digits>[0-7]+)|0[oO](?<octal>[0-7]+)|0[bB](?<binary>[01]+)|0[xX](?<hex>[\da-fA-F]+)|(?<decimal>0|[1-9]\d*))$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const INFINITE = /^([-+]?)\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;

const LEAST = -(2n ** 63n);
const MOST = 2n ** 64n - 1n;

/**
 * What becomes of a number without quotes where a text is meant, as Docker Compose has it: its YAML library reads what begins with a zero as octal, as YAML 1.1
 * did, and passes over `_`; the number is then written as Go writes it. `undefined` for what it takes for a text.
 */
export function numberAsText(source: string): string | undefined {
  const first = source.charCodeAt(0);
  // A digit, a sign or a point.
  if (!((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46) || source.length > MAX_LENGTH)
    return undefined;
  const [, sign] = INFINITE.exec(source) ?? [];
  if (sign !== undefined) return `${sign === '-' ? '-' : '+'}Inf`;
  if (NOT_A_NUMBER.test(source)) return 'NaN';
  const plain = first === 46 ? source : source.replaceAll('_', '');
  return wholeAsText(plain) ?? (FLOAT.test(plain) ? floatAsText(Number(plain)) : undefined);
}

function wholeAsText(text: string): string | undefined {
  const match = WHOLE.exec(text);
  if (!match) return undefined;
  const { digits, octal = digits, binary, hex, decimal = '0' } = match.groups ?? {};
  const size = BigInt(octal ? `0o${octal}` : binary ? `0b${binary}` : hex ? `0x${hex}` : decimal);
  const value = match[1] === '-' ? -size : size;
  return value < LEAST || value > MOST ? undefined : value.toString();
}

/** The fewest digits that mean the number, with an exponent below 1e-4 and from 1e6 on. */
function floatAsText(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [digits = '', exponent = ''] = Math.abs(value).toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return `${sign}${String(Math.abs(value))}`;
  return `${sign}${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
