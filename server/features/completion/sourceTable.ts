import type { Candidate, Place, Source } from './Source';
import { aliases, mergeKeys } from './sources/anchors';
import { buildArgs, buildValues } from './sources/builds';
import { devices } from './sources/devices';
import { flowObjects } from './sources/flowObjects';
import { healthTests } from './sources/healthTests';
import { images } from './sources/images';
import { keys, usualKeys } from './sources/keys';
import { mountOptions } from './sources/mountOptions';
import { ociSnippets } from './sources/ociSnippets';
import { paths } from './sources/paths';
import { ports } from './sources/ports';
import { profiles } from './sources/profiles';
import { namesAsKeys, references } from './sources/references';
import { snippets } from './sources/snippets';
import { tags } from './sources/tags';
import { values } from './sources/values';
import { interpolated, variables, variablesAsKeys } from './sources/variables';
import { words, wordsAsKeys } from './sources/words';

/** Places where nothing else can stand; the first that has an answer is the only one asked. */
export const SPECIAL_SOURCES: readonly ((place: Place) => Candidate[] | undefined)[] = [interpolated, aliases, tags];

export const KEY_SOURCES: readonly Source[] = [
  keys,
  usualKeys,
  namesAsKeys,
  wordsAsKeys,
  buildArgs,
  variablesAsKeys,
  mergeKeys,
  snippets,
  ociSnippets,
];

export const VALUE_SOURCES: readonly Source[] = [
  values,
  references,
  words,
  paths,
  mountOptions,
  devices,
  images,
  profiles,
  ports,
  buildValues,
  variables,
  flowObjects,
  healthTests,
];
