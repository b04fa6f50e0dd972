const MULTIPLIERS = [0x01000193, 0x85ebca6b];

/** The same for the same text: two hashes of 32 bits, as nobody is to be kept from finding another text for one. */
export function hashOf(text: string): string {
  return MULTIPLIERS.map((multiplier) => {
    let hash = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), multiplier);
    return (hash >>> 0).toString(36);
  }).join('-');
}
