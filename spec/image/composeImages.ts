import { parseReference } from '../words/imageReference';
import { rangeInFile, textOf, valueAt } from '../yaml/Located';
import type { Located, LocatedMap, LocatedScalar } from '../yaml/Located';
import { PlacedText } from '../yaml/PlacedText';
import { writtenText } from '../yaml/writtenText';
import type { ImageUse } from './ImageUse';

/** More of one file are not looked at. */
const MAX_IMAGES = 500;
const NEVER_PULLED = ['never', 'build'];

/** Where its parts are; of a text that is not written on one line they are all of it. */
function placedText(node: LocatedScalar, fileText: string): PlacedText {
  const placed = writtenText(node, fileText);
  if (placed?.text === String(node.value)) return placed;
  const [start, end] = rangeInFile(node);
  const whole = new PlacedText();
  whole.add(String(node.value), start, end - start, false);
  return whole;
}

function useOf(service: Located, path: string, fileText: string): ImageUse | undefined {
  const node = valueAt(service, 'image');
  const text = textOf(node);
  const build = valueAt(service, 'build');
  // With a build the name is that of what comes out of it.
  if (node?.kind !== 'scalar' || text === undefined || node.hasUnsetVariable || node.origin.file !== path || build)
    return undefined;
  const reference = parseReference(text);
  if (!reference) return undefined;
  const platform = valueAt(service, 'platform');
  let placed: PlacedText | undefined;
  return {
    text,
    reference,
    // Most images have no problem, so nobody asks where their parts are.
    get placed() {
      return (placed ??= placedText(node, fileText));
    },
    ...(textOf(platform) === undefined ? {} : { platform: textOf(platform) }),
    ...(platform?.kind === 'scalar' && platform.hasUnsetVariable ? { isPlatformOpen: true } : {}),
    ...(NEVER_PULLED.includes(textOf(valueAt(service, 'pull_policy')) ?? '') ? { isLocal: true } : {}),
  };
}

function startOf(service: Located): number {
  const node = valueAt(service, 'image');
  return node ? rangeInFile(node)[0] : 0;
}

/** The images of services, as one file of a project names them. Services that share a fragment name its image once. */
export function composeImages(root: LocatedMap | undefined, path: string, fileText: string): ImageUse[] {
  const services = valueAt(root, 'services');
  if (services?.kind !== 'map') return [];
  const uses = new Map<string, ImageUse>();
  for (const { value } of services.entries.values()) {
    if (uses.size >= MAX_IMAGES) break;
    const use = useOf(value, path, fileText);
    if (use) uses.set(`${startOf(value)} ${use.platform ?? ''}`, use);
  }
  return [...uses.values()];
}
