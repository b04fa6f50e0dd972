/** Requests between the language server and an editor that are not of the protocol, in one place for both sides. */

interface DocumentParams {
  textDocument: { uri: string };
}

/** A Compose project with its files merged, its variables filled in, and everything in its long form. */
export const EFFECTIVE_PROJECT = 'bulkhead/effectiveProject';
export type EffectiveProjectParams = DocumentParams;
export interface EffectiveProject {
  /** YAML. */
  text: string;
  /** Paths of the files it was made of, and of `.env`: when one of them changes, so may the project. */
  files: string[];
}

/** A `docker run` command as a service of a Compose file. */
export const SERVICE_OF_COMMAND = 'bulkhead/serviceOfCommand';
export interface ServiceOfCommandParams extends DocumentParams {
  command: string;
  /** Where one would have it. */
  line?: number;
}
export interface ServiceOfCommand {
  /** Whole lines, to be put under `services`; with that key where the file has none. */
  text: string;
  /** Before which line it belongs: the one that was asked for, or one behind the service that is in. */
  line?: number;
}
