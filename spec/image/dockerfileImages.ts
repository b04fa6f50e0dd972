import { withDefaults } from '../dockerfile/defaults';
import type { Dockerfile, Range, Stage } from '../dockerfile/Dockerfile';
import { globalArgs } from '../dockerfile/pairs';
import { unquoted } from '../dockerfile/parse/words';
import { stageUses } from '../dockerfile/stages';
import { parseReference } from '../words/imageReference';
import { PlacedText } from '../yaml/PlacedText';
import type { ImageUse } from './ImageUse';

/** More of one file are not looked at. */
const MAX_IMAGES = 500;
/** The platform of the machine that builds. */
const OF_BUILD = /^\$(?:BUILDPLATFORM|\{BUILDPLATFORM\})$/;

function placedText(text: string, range: Range, fileText: string): PlacedText {
  const placed = new PlacedText();
  placed.add(text, range[0], range[1] - range[0], fileText.slice(...range) === text);
  return placed;
}

function platformOf({ from }: Stage): Pick<ImageUse, 'platform' | 'isPlatformOpen'> {
  const value = from.flags.find(({ name }) => name === 'platform')?.value;
  if (value === undefined || OF_BUILD.test(value)) return {};
  return value.includes('$') ? { isPlatformOpen: true } : { platform: value };
}

/** The images that stages begin with, and that files are taken from. */
export function dockerfileImages(dockerfile: Dockerfile): ImageUse[] {
  const globals = globalArgs(dockerfile);
  const uses: ImageUse[] = [];
  for (const { kind, name, range, by, to } of stageUses(dockerfile)) {
    if (uses.length >= MAX_IMAGES) break;
    const written = unquoted(name, dockerfile.escape);
    if (to || written === 'scratch' || /^\d+$/.test(written)) continue;
    const text = kind === 'from' ? withDefaults(written, globals) : written;
    const reference = parseReference(text ?? '');
    if (text === undefined || !reference) continue;
    const mayBeContext = kind !== 'from' && /^[\w.-]+$/.test(text);
    uses.push({
      text,
      reference,
      placed: placedText(text, range, dockerfile.text),
      ...(kind === 'from' ? platformOf(by) : { isPlatformOpen: true }),
      ...(mayBeContext ? { mayBeContext } : {}),
      isStage: true,
    });
  }
  return uses;
}
