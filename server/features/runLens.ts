import type { CodeLens, CodeLensParams } from 'vscode-languageserver/node';
import { valueAt } from '../../spec/yaml/Located';
import type { Feature } from './Feature';

/** Runs a service, or with `services:` all of them. The client has the command. */
const RUN_COMMAND = 'bulkhead.run';

export const codeLenses: Feature<CodeLensParams, CodeLens[]> = ({ document, client }) => {
  const { root } = document;
  const services = root?.entries.get('services');
  if (!client.hasCodeLens || services?.value.kind !== 'map') return undefined;
  const title = (text: string): string => (client.showsIcons ? `$(play) ${text}` : `▶ ${text}`);
  const lenses: CodeLens[] = [];
  for (const entry of services.value.entries.values()) {
    const { key, value } = entry;
    // A template under x-, or a service that is not yet more than a name, cannot be run.
    if (key.startsWith('x-') || value.kind !== 'map') continue;
    if (!valueAt(value, 'image') && !valueAt(value, 'build') && !valueAt(value, 'extends')) continue;
    lenses.push({
      range: document.rangeOfKey(entry),
      command: { title: title('Run Container'), command: RUN_COMMAND, arguments: [{ uri: document.uri, service: key }] },
    });
  }
  if (lenses.length === 0) return [];
  const all = {
    range: document.rangeOfKey(services),
    command: { title: title('Run all'), command: RUN_COMMAND, arguments: [{ uri: document.uri }] },
  };
  return [all, ...lenses];
};
