/** A package by its package URL (purl-spec): `pkg:type/namespace/name@version?qualifiers#subpath`. */
export interface Purl {
  type: string;
  namespace: string;
  name: string;
  version: string;
  qualifiers: Readonly<Record<string, string>>;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** `undefined` for what is none, and for one without a version: of that nothing can be said. */
export function parsePurl(text: string): Purl | undefined {
  const [plain = ''] = text.split('#', 1);
  const [before = '', query = ''] = plain.split('?', 2);
  const at = before.lastIndexOf('@');
  const [, type = '', path = ''] = /^pkg:\/{0,2}([a-zA-Z][\w.+-]*)\/(.+)$/.exec(before.slice(0, Math.max(at, 0))) ?? [];
  const version = decoded(before.slice(at + 1));
  const parts = path.split('/').map(decoded);
  const name = parts.pop();
  if (type === '' || !name || !version || parts.includes(undefined)) return undefined;
  const qualifiers = query.split('&').flatMap((pair): [string, string][] => {
    const equals = pair.indexOf('=');
    const value = equals > 0 ? decoded(pair.slice(equals + 1)) : undefined;
    return value === undefined ? [] : [[pair.slice(0, equals).toLowerCase(), value]];
  });
  return {
    type: type.toLowerCase(),
    namespace: parts.join('/'),
    name,
    version,
    qualifiers: Object.fromEntries(qualifiers),
  };
}

/** Without qualifiers. */
export function purlText({ type, namespace, name, version }: Purl): string {
  const parts = [...namespace.split('/').filter((part) => part !== ''), name].map(encodeURIComponent);
  return `pkg:${type}/${parts.join('/')}@${encodeURIComponent(version)}`;
}
