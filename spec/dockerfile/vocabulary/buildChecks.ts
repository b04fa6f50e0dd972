import type { Code } from '../../codes';

/** The checks of the build tool by the names it has for them in `# check=skip=…`, and our codes for the same. */
export const BUILD_CHECKS = {
  StageNameCasing: 'dockerfile-stage-name-case',
  FromAsCasing: 'dockerfile-as-case',
  NoEmptyContinuation: 'dockerfile-continuation-empty',
  ConsistentInstructionCasing: 'dockerfile-instruction-case',
  DuplicateStageName: 'dockerfile-stage-name-duplicate',
  ReservedStageName: 'dockerfile-stage-name-reserved',
  JSONArgsRecommended: 'dockerfile-shell-form',
  MaintainerDeprecated: 'dockerfile-maintainer-deprecated',
  UndefinedArgInFrom: 'dockerfile-arg-undefined',
  WorkdirRelativePath: 'dockerfile-workdir-relative',
  UndefinedVar: 'dockerfile-variable-undefined',
  MultipleInstructionsDisallowed: 'dockerfile-instruction-repeated',
  LegacyKeyValueFormat: 'dockerfile-key-value-legacy',
  RedundantTargetPlatform: 'dockerfile-platform-redundant',
  SecretsUsedInArgOrEnv: 'dockerfile-secret-exposed',
  InvalidDefaultArgInFrom: 'dockerfile-arg-default',
  FromPlatformFlagConstDisallowed: 'dockerfile-platform-constant',
  CopyIgnoredFile: 'dockerfile-copy-ignored',
  InvalidDefinitionDescription: 'dockerfile-description-invalid',
  ExposeProtoCasing: 'dockerfile-expose-case',
  ExposeInvalidFormat: 'dockerfile-expose-invalid',
} as const satisfies Record<string, Code>;

type BuildCheck = keyof typeof BUILD_CHECKS;

export const BUILD_CHECK_NAMES = Object.keys(BUILD_CHECKS) as BuildCheck[];

/** Done only where `# check=experimental=…` asks for it. */
export const ON_DEMAND: readonly BuildCheck[] = ['InvalidDefinitionDescription'];
