import { basename } from 'node:path';
import { loadProject } from '../compose/loadProject';
import { projectAround } from '../compose/projectFiles';
import { ProjectCache } from '../compose/ProjectCache';
import { isDockerfileName } from '../dockerfile/dockerfileName';
import { parseDockerfile } from '../dockerfile/parse/parseDockerfile';
import { composeImages } from '../image/composeImages';
import { dockerfileImages } from '../image/dockerfileImages';
import { checkImages } from '../image/imageRules';
import type { ImageView } from '../image/imageRules';
import type { ImageUse } from '../image/ImageUse';
import type { Problem } from '../Problem';
import type { LocatedMap } from '../yaml/Located';
import { PlacedText } from '../yaml/PlacedText';
import { writtenText } from '../yaml/writtenText';
import { judged } from './composeFindings';
import { inlineDockerfiles } from './inlineFindings';
import type { CheckSettings } from './settings';
import type { SpecFiles } from './specFindings';

/** A text within a file, by its places in that file. */
function inFile(use: ImageUse, outer: PlacedText): ImageUse {
  const placed = new PlacedText();
  const all = [0, use.text.length] as const;
  const [start, end] = use.placed.rangeOf(all);
  if (use.placed.isWritten([...all])) placed.addFrom(outer, start, end);
  else {
    const [from, to] = outer.rangeOf([start, end]);
    placed.add(use.text, from, to - from, false);
  }
  return { ...use, placed };
}

function inlineImages(root: LocatedMap | undefined, path: string, text: string): ImageUse[] {
  return inlineDockerfiles(root)
    .filter(({ node }) => node.origin.file === path)
    .flatMap(({ node }) => {
      const written = writtenText(node, text);
      return written ? dockerfileImages(parseDockerfile(written.text)).map((use) => inFile(use, written)) : [];
    });
}

/** The images that a file names, as it lies on disk: a Dockerfile by its name, otherwise a Compose file. Of what is neither there are none. */
export function imagesIn(path: string, text: string, files: SpecFiles): ImageUse[] {
  if (isDockerfileName(basename(path))) return dockerfileImages(parseDockerfile(text));
  if (/\.json$/i.test(path)) return [];
  const cache = new ProjectCache();
  loadProject({ ...projectAround(path, files), readFile: files.readFile, profiles: ['*'] }, cache);
  const root = cache.trees.get(path);
  return [...composeImages(root, path, text), ...inlineImages(root, path, text)];
}

/** What is to be said of the images of a file, after what registries say. */
export function imageFindings(
  { path, text }: { path: string; text: string },
  uses: readonly ImageUse[],
  view: ImageView,
  settings: CheckSettings,
): Problem[] {
  return judged(checkImages(uses, view, path), text, settings);
}
