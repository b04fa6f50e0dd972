import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver/node';
import { buildsOf } from '../../spec/compose/builds';
import { seccompFile } from '../../spec/compose/seccompFile';
import { textOf, valueAt } from '../../spec/yaml/Located';
import type { Located } from '../../spec/yaml/Located';
import { imagePage } from '../../spec/words/imagePage';
import type { Feature } from './Feature';

const listOf = (node: Located | undefined): Located[] => (node === undefined ? [] : node.kind === 'seq' ? node.items : [node]);

/** A text, or the value of a key of a mapping. */
const pathsOf = (node: Located | undefined, key: string): (Located | undefined)[] =>
  listOf(node).flatMap((item) => (item.kind === 'map' ? listOf(valueAt(item, key)) : [item]));

function filesOfService(service: Located): (Located | undefined)[] {
  return [
    valueAt(service, 'extends', 'file'),
    ...pathsOf(valueAt(service, 'env_file'), 'path'),
    ...listOf(valueAt(service, 'label_file')),
  ];
}

function entriesOf(root: Located, section: string): Located[] {
  const map = valueAt(root, section);
  return map?.kind === 'map' ? [...map.entries.values()].map(({ value }) => value) : [];
}

function filesOf(root: Located): (Located | undefined)[] {
  return [
    ...pathsOf(valueAt(root, 'include'), 'path'),
    ...listOf(valueAt(root, 'include')).flatMap((item) => listOf(valueAt(item, 'env_file'))),
    ...entriesOf(root, 'services').flatMap(filesOfService),
    ...['secrets', 'configs'].flatMap((section) => entriesOf(root, section).map((value) => valueAt(value, 'file'))),
  ];
}

/** Files a spec names, where they exist, and the pages of its images. */
export const documentLinks: Feature<DocumentLinkParams, DocumentLink[]> = ({ document }, _, token) => {
  const { root } = document;
  if (!root) return undefined;
  const dockerfiles = buildsOf(root).flatMap(({ dockerfiles: paths, place }): DocumentLink[] => {
    const path = paths.find((one) => document.hasFile(one));
    // A build that says nothing of where has no place for a link.
    if (path === undefined || !document.isHere(place) || !('value' in place)) return [];
    return [{ range: document.rangeOf(place), target: pathToFileURL(path).href }];
  });
  const profiles = entriesOf(root, 'services').flatMap((service) =>
    listOf(valueAt(service, 'security_opt')).flatMap((item): DocumentLink[] => {
      const path = seccompFile(item, document.env);
      if (path === undefined || !document.isHere(item) || !document.hasFile(path)) return [];
      return [{ range: document.rangeOf(item), target: pathToFileURL(path).href }];
    }),
  );
  const others = filesOf(root).flatMap((node) => {
    const text = textOf(node);
    if (!node || text === undefined || text === '' || !document.isHere(node) || token.isCancellationRequested) return [];
    const path = resolve(node.origin.baseDir, text);
    if (!document.hasFile(path)) return [];
    return [{ range: document.rangeOf(node), target: pathToFileURL(path).href }];
  });
  const images = entriesOf(root, 'services').flatMap((service): DocumentLink[] => {
    const image = valueAt(service, 'image');
    const target = imagePage(textOf(image) ?? '');
    if (!image || target === undefined || !document.isHere(image)) return [];
    return [{ range: document.rangeOf(image), target }];
  });
  return [...others, ...dockerfiles, ...profiles, ...images];
};
