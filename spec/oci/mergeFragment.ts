type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A fragment is read from a file that may be hostile; the OCI config itself is at most six levels deep. */
const MAX_DEPTH = 32;

/** JSON merge patch (RFC 7396), except that arrays are appended: a mount or namespace in the fragment comes on top of the generated ones. */
export function mergeFragment(target: unknown, patch: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) return target;
  if (Array.isArray(target) && Array.isArray(patch)) return [...(target as unknown[]), ...(patch as unknown[])];
  if (!isObject(patch)) return patch;
  const merged: Json = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (key === '__proto__') continue;
    if (value === null) delete merged[key];
    else merged[key] = mergeFragment(merged[key], value, depth + 1);
  }
  return merged;
}
