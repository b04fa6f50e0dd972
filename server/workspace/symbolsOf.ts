import { basename, dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SymbolKind } from 'vscode-languageserver/node';
import type { SymbolInformation } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { SECTIONS } from '../../spec/compose/vocabulary/ValueType';
import type { Section } from '../../spec/compose/vocabulary/ValueType';
import { keyPlace, rangeInFile, valueAt } from '../../spec/yaml/Located';
import { YamlFile } from '../../spec/yaml/YamlFile';

export const SYMBOL_KINDS: Readonly<Record<Section, SymbolKind>> = {
  services: SymbolKind.Class,
  networks: SymbolKind.Interface,
  volumes: SymbolKind.File,
  secrets: SymbolKind.Key,
  configs: SymbolKind.File,
  models: SymbolKind.Object,
};

/** What a Compose file defines, each with the section it is in. */
export function symbolsOf(path: string, text: string): SymbolInformation[] {
  const { root } = new YamlFile(path, dirname(path)).parse(text);
  const uri = pathToFileURL(path).href;
  const document = TextDocument.create(uri, 'yaml', 0, text);
  return SECTIONS.flatMap((section) => {
    const map = valueAt(root, section);
    if (map?.kind !== 'map') return [];
    return [...map.entries.values()].flatMap((entry) => {
      const [start, end] = rangeInFile(keyPlace(entry));
      if (entry.key.startsWith('x-')) return [];
      const range = { start: document.positionAt(start), end: document.positionAt(end) };
      const containerName = `${section} of ${basename(dirname(path))}/${basename(path)}`;
      return [{ name: entry.key, kind: SYMBOL_KINDS[section], location: { uri, range }, containerName }];
    });
  });
}
