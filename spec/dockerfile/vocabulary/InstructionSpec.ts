/** How the value of a flag is read. */
export type FlagKind =
  'text' | 'boolean' | 'duration' | 'count' | 'mode' | 'checksum' | 'platform' | 'stage' | 'mount' | { oneOf: readonly string[] };

export interface FlagSpec {
  kind: FlagKind;
  doc: string;
  isRepeatable?: boolean;
}

export interface InstructionSpec {
  /** One or two sentences in Markdown. */
  doc: string;
  /** As manuals write it: `[…]` may be left out, `…` may be repeated. One per form. */
  forms: readonly string[];
  flags?: Readonly<Record<string, FlagSpec>>;
  /** Arguments it needs. */
  needs?: number;
  /** The builder, not a shell, puts the values of variables in. */
  expands?: boolean;
  deprecated?: string;
  example?: string;
}
