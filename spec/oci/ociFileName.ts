/** Names that files of the OCI runtime have: its config, and profiles of system calls. Others' files have them, too: only their text tells. */
const OCI_NAME = /^(?:config\.(?:json|ya?ml)|.*seccomp.*\.json)$/i;

/** The same for clients that choose documents by a glob. */
export const OCI_PATTERNS = { json: '**/{config,*seccomp*}.json', yaml: '**/config.{yml,yaml}' } as const;

/** Of the config alone. */
export function isOciConfigName(name: string): boolean {
  return /^config\.(?:json|ya?ml)$/i.test(name);
}

export function isOciFileName(name: string): boolean {
  return OCI_NAME.test(name);
}
