import { parseDockerRun } from '../../spec/dockerRun/parseDockerRun';
import type { ServiceValue } from '../../spec/dockerRun/parseDockerRun';
import { keyPlace, rangeInFile, valueAt } from '../../spec/yaml/Located';
import { scalarText } from '../../spec/yaml/scalarText';
import type { SpecDocument } from '../documents/SpecDocument';
import { blockText } from './YamlText';
import type { YamlText } from './YamlText';

function yamlOf(value: ServiceValue): YamlText {
  if (typeof value === 'string') return scalarText(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(yamlOf);
  return { entries: Object.entries(value).map(([key, one]) => [scalarText(key), one === undefined ? undefined : yamlOf(one)]) };
}

/** Column of the services that are there. */
function serviceColumn(document: SpecDocument): number | undefined {
  const services = valueAt(document.root, 'services');
  const [first] = services?.kind === 'map' ? services.entries.values() : [];
  if (!first || !document.isHere(keyPlace(first))) return undefined;
  return document.rangeOfOffsets(rangeInFile(keyPlace(first))).start.character;
}

/** A name no service has. */
function freeName(document: SpecDocument, name: string): string {
  const services = valueAt(document.root, 'services');
  const isTaken = (one: string): boolean => services?.kind === 'map' && services.entries.has(one);
  let free = name;
  for (let count = 2; isTaken(free); count++) free = `${name}-${count}`;
  return free;
}

/** A `docker run` command as lines of a Compose file, to be put under `services` or, where there is none, with it. */
export function serviceText(document: SpecDocument, command: string): string | undefined {
  const parsed = parseDockerRun(command);
  if (!parsed) return undefined;
  const { name, service, leftOut } = parsed;
  const indent = ' '.repeat(serviceColumn(document) ?? document.indentStep);
  const hasSection = /^services[ \t]*:/m.test(document.text);
  const notes = leftOut.map((flag) => `${indent}# not taken over: ${flag}\n`).join('');
  return `${hasSection ? '' : 'services:\n'}${notes}${indent}${scalarText(freeName(document, name))}:${blockText(yamlOf(service), indent, document.indentStep)}\n`;
}
