type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A fragment is read from a file that may be hostile; the OCI config itself is at most six levels deep. */
const MAX_DEPTH = 32;

/** JSON merge patch (RFC 7396), except that arrays are appended: a mount or namespace in the fragment comes on top of the generated ones. */
export function mergeFragment(target: unknown, patch: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) return target;
  if (Array.isArray(target) && Array.isArray(patch)) return [...(target as unknown[]), ...(patch as unknown[])];
  if (!isObject(patch)) return patch;
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergeFragment(merged.get(key), value, depth + 1));
  }
  return Object.fromEntries(merged);
}
