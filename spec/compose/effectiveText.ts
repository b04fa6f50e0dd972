import { relative } from 'node:path';
import type { Located, LocatedMap } from '../yaml/Located';
import { printTree } from '../yaml/printTree';
import { scalarText } from '../yaml/scalarText';
import type { ComposeProject } from './ComposeProject';
import { pathsFrom } from './pathsFrom';
import { PROJECT_TYPE } from './vocabulary/projectKeys';

/** The file every value in a tree is written in, if it is one. */
class Origins {
  private readonly known = new Map<Located, string | undefined>();

  of(node: Located): string | undefined {
    if (!this.known.has(node)) this.known.set(node, this.find(node));
    return this.known.get(node);
  }

  private find(node: Located): string | undefined {
    const children =
      node.kind === 'map' ? [...node.entries.values()].map(({ value }) => value) : node.kind === 'seq' ? node.items : [];
    const [first = node.origin.file, ...others] = new Set(children.map((child) => this.of(child)));
    return others.length === 0 ? first : undefined;
  }
}

/**
 * A project as the engine takes it: files merged, variables filled in, fragments and `extends` resolved, everything in its long
 * form. What does not come from the first file has its file beside it; its paths are as they are from the project's directory.
 */
export function effectiveText({ name, directory, files }: ComposeProject, tree: LocatedMap): string {
  const origins = new Origins();
  const [main] = files;
  const shown = (file: string): string => relative(directory, file);
  const commentOf = (node: Located, parent: Located): string | undefined => {
    const file = origins.of(node);
    return file === undefined || file === main || file === origins.of(parent) ? undefined : shown(file);
  };
  const entries = new Map(pathsFrom(directory, tree, PROJECT_TYPE).entries);
  entries.delete('name');
  return `# ${files.map(shown).join(' + ')}\nname: ${scalarText(name)}\n${printTree({ ...tree, entries }, commentOf)}`;
}
