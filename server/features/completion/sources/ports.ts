import { CompletionItemKind } from 'vscode-languageserver/node';
import { alternatives } from '../../../../spec/compose/check/checkProjectTree';
import { textOf, valueAt } from '../../../../spec/yaml/Located';
import { orderOf } from '../order';
import { inQuotes } from '../quoting';
import type { Place, Source } from '../Source';

/** Ports that programs in containers usually listen on. */
const USUAL: Readonly<Record<string, string>> = {
  80: 'HTTP',
  443: 'HTTPS',
  3000: 'Node, Grafana',
  3306: 'MySQL, MariaDB',
  5432: 'PostgreSQL',
  5672: 'AMQP',
  6379: 'Redis, Valkey',
  8080: 'HTTP of applications',
  9090: 'Prometheus',
  9200: 'Elasticsearch, OpenSearch',
  27017: 'MongoDB',
};

/** Below it a user without root may not listen. */
const FIRST_FREE = 1024;

function exposed({ context, cursor }: Place): string[] {
  const list = valueAt(context.document.root, ...cursor.path.slice(0, 2), 'expose');
  return list?.kind === 'seq' ? list.items.flatMap((item) => /^\d+/.exec(textOf(item) ?? '')?.[0] ?? []) : [];
}

/** An address of the host, or a variable that may be one, with its colon. */
const ADDRESS = /^(?:\[[^\]]*\]|\d+\.\d+\.\d+\.\d+):$/;
const PROTOCOLS = ['tcp', 'udp', 'sctp'];

const published = (target: string): string => `${Number(target) < FIRST_FREE ? Number(target) + 8000 : target}:${target}`;

/** Mappings that go on from what is typed: a port in the container behind that of the host, a protocol behind both. */
function mappings(prefix: string, targets: readonly string[]): [label: string, target: string][] {
  const ports = /^(.*\d)\/[a-z]*$/.exec(prefix)?.[1];
  if (ports !== undefined) return PROTOCOLS.map((protocol) => [`${ports}/${protocol}`, '']);
  const head = /^(?:\[[^\]]*\]|[^\][])*:/.exec(prefix)?.[0] ?? '';
  const isWhole = head === '' || ADDRESS.test(head);
  return targets.map((target) => [head + (isWhole ? published(target) : target), target]);
}

/** Whole mappings `host:container`, in quotes; what the service exposes comes first. */
export const ports: Source = (place) => {
  const { cursor, type } = place;
  if (!alternatives(type).some(({ kind }) => kind === 'port')) return [];
  const own = exposed(place);
  return mappings(cursor.prefix, [...new Set([...own, ...Object.keys(USUAL)])]).map(([label, target], index) => {
    const what = own.includes(target) ? 'The service exposes it.' : (USUAL[target] ?? '');
    const text = cursor.quote ? label : inQuotes(label, '"');
    return {
      label,
      kind: CompletionItemKind.Value,
      insert: { kind: 'value', text, isText: cursor.quote !== undefined },
      about: { text: what },
      order: orderOf(index),
    };
  });
};
