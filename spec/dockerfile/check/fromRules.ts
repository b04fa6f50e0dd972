import { closest } from '../../compose/check/closest';
import type { Stage } from '../Dockerfile';
import { withDefaults } from '../defaults';
import { referenceFault } from '../../words/imageReference';
import { unquoted } from '../parse/words';
import { variableUses } from '../variables';
import { PLATFORM_VARIABLES, PROXY_VARIABLES } from '../vocabulary/buildVariables';
import { finding, isPlain } from './Rule';
import type { Checked, Finding, StageRule } from './Rule';

/** More names are not compared with what might have been meant. */
const MAX_COMPARED = 200;

const RESERVED = ['context', 'scratch'];
const STAGE_NAME = /^[a-z][a-z0-9-_.]*$/;

export const stageName: StageRule = ({ name, from }) => {
  if (!name) return [];
  const { text, range } = name;
  const lower = text.toLowerCase();
  if (!STAGE_NAME.test(lower)) {
    const message = `'${text.slice(0, 40)}' cannot name a stage: begin with a letter, and use letters, digits, '-', '_' and '.'.`;
    return [finding('dockerfile-stage-name-invalid', range, message)];
  }
  const reserved = RESERVED.includes(lower)
    ? [
        finding(
          'dockerfile-stage-name-reserved',
          range,
          `'${lower}' has a meaning of its own: name this stage otherwise.`,
          'warning',
        ),
      ]
    : [];
  const cased =
    lower === text
      ? []
      : [finding('dockerfile-stage-name-case', range, `Write the name of a stage in lower case: ${lower}.`, 'warning', lower)];
  return [...reserved, ...cased, ...asCase(from)];
};

/** FROM and AS alike. */
function asCase({ name, words }: Stage['from']): Finding[] {
  const as = words[1];
  if (!as) return [];
  const isLower = name.text === name.text.toLowerCase();
  const fix = isLower ? 'as' : 'AS';
  const isMixed = !isLower && name.text !== name.text.toUpperCase();
  if (isMixed || as.text === fix) return [];
  return [
    finding('dockerfile-as-case', as.range, `${as.text} is not in the case of ${name.text}: write ${fix}.`, 'warning', fix),
  ];
}

function undeclared({ from, name: stageName }: Stage, { dockerfile: { escape }, globals: known }: Checked): Finding[] {
  return variableUses(from, escape)
    .filter(
      ({ name, modifier }) =>
        !known.has(name) &&
        !Object.hasOwn(PLATFORM_VARIABLES, name) &&
        !PROXY_VARIABLES.includes(name) &&
        !/^:?[-+]/.test(modifier ?? ''),
    )
    .filter(({ range }) => !stageName || range[0] < stageName.range[0])
    .map(({ name, range }) => {
      const meant = closest(name, [...[...known.keys()].slice(0, MAX_COMPARED), ...Object.keys(PLATFORM_VARIABLES)]);
      const advice = meant ? `did you mean ${meant}?` : `write ARG ${name} before the first FROM.`;
      return finding(
        'dockerfile-arg-undefined',
        range,
        `No ARG before the first FROM declares ${name}; ${advice}`,
        'warning',
        meant,
      );
    });
}

/** The image as it is written, or as the defaults make it. */
export const baseImage: StageRule = (stage, checked) => {
  const { image } = stage;
  if (!image) return [];
  const { bases } = checked;
  const missing = undeclared(stage, checked);
  const written = unquoted(image.text, checked.dockerfile.escape);
  if (bases.has(stage) || missing.some(({ range }) => range[1] <= image.range[1] && range[0] >= image.range[0])) return missing;
  if (isPlain(written)) {
    const fault = written === 'scratch' ? undefined : referenceFault(written);
    if (fault === undefined) return missing;
    const fix = fault.includes('lower case') ? written.toLowerCase() : undefined;
    return [
      ...missing,
      finding('dockerfile-image-invalid', image.range, `The image '${written.slice(0, 80)}' ${fault}.`, 'error', fix),
    ];
  }
  const value = withDefaults(written, checked.globals);
  if (value === undefined || (value !== '' && referenceFault(value) === undefined)) return missing;
  const result = value === '' ? 'nothing' : `'${value.slice(0, 80)}', which is no image`;
  return [
    ...missing,
    finding(
      'dockerfile-arg-default',
      image.range,
      `With the defaults of its ARGs this is ${result}: give them defaults.`,
      'warning',
    ),
  ];
};

/** A stage that is named after its platform is meant to be for it. */
const tellsPlatform = ({ name }: Stage, platform: string): boolean =>
  platform.split('/').some((part) => part.length > 2 && name?.text.toLowerCase().includes(part.toLowerCase()));

export const platform: StageRule = (stage, { dockerfile: { text } }) =>
  stage.from.flags
    .filter(({ name, value }) => name === 'platform' && value)
    .flatMap(({ value = '', range: [start, end], valueRange }) => {
      if (/^\$(TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(value)) {
        const message = 'The platform of the target is what FROM takes anyway.';
        return [
          finding('dockerfile-platform-redundant', [start, text.charAt(end) === ' ' ? end + 1 : end], message, 'warning', ''),
        ];
      }
      if (!isPlain(value) || tellsPlatform(stage, value)) return [];
      const message = 'With a fixed platform this image cannot be built for another one: use $BUILDPLATFORM, or leave it out.';
      return [finding('dockerfile-platform-constant', valueRange, message, 'warning')];
    });
