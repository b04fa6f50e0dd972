/** As much of a digest as people compare. */
const SHORT_DIGEST = 'sha256:'.length + 12;

export const pinTitle = (digest: string): string => `Pin to ${digest.slice(0, SHORT_DIGEST)}…`;
