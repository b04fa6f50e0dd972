import { basename } from 'node:path';
import { SymbolKind } from 'vscode-languageserver/node';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyIncomingCallsParams,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CallHierarchyOutgoingCallsParams,
  CallHierarchyPrepareParams,
} from 'vscode-languageserver/node';
import { pathOf } from '../documents/OpenDocument';
import type { SpecDocument } from '../documents/SpecDocument';
import { occurrenceAt } from '../names/findOccurrences';
import { serviceCalls, servicePlaces } from '../names/serviceCalls';
import type { ServicePlace } from '../names/serviceCalls';
import type { Feature } from './Feature';

/** `data` names the document that was asked, whose project it all is in. */
function itemOf(document: SpecDocument, { name, file, range, keyRange }: ServicePlace): CallHierarchyItem {
  return {
    name,
    kind: SymbolKind.Class,
    detail: basename(file),
    uri: document.locationOf(file, range).uri,
    range: document.locationOf(file, range).range,
    selectionRange: document.locationOf(file, keyRange).range,
    data: { document: document.uri },
  };
}

/** The service under the cursor, wherever it is named. */
export const prepareCallHierarchy: Feature<CallHierarchyPrepareParams, CallHierarchyItem[]> = ({ document }, { position }) => {
  const here = occurrenceAt(document.occurrences, document.path, document.offsetAt(position));
  if (here?.section !== 'services') return undefined;
  return servicePlaces(document)
    .filter(({ name, file }) => name === here.name && document.scopeOf(file) === here.scope)
    .map((place) => itemOf(document, place));
};

/** The services that need this one: `depends_on`, `links`, `extends`, a shared namespace. */
export const incomingCalls: Feature<CallHierarchyIncomingCallsParams, CallHierarchyIncomingCall[]> = ({ document }, { item }) => {
  const calls = new Map<ServicePlace, CallHierarchyIncomingCall>();
  const scopeHere = document.scopeOf(pathOf(item.uri));
  for (const { from, to, scope, range } of serviceCalls(document)) {
    if (to !== item.name || scope !== scopeHere) continue;
    const call = calls.get(from) ?? { from: itemOf(document, from), fromRanges: [] };
    call.fromRanges.push(document.locationOf(from.file, range).range);
    calls.set(from, call);
  }
  return [...calls.values()];
};

/** The services this one needs, in every file that says something of them. */
export const outgoingCalls: Feature<CallHierarchyOutgoingCallsParams, CallHierarchyOutgoingCall[]> = ({ document }, { item }) => {
  const calls = new Map<ServicePlace, CallHierarchyOutgoingCall>();
  const idOf = (name: string, scope = ''): string => `${name} ${scope}`;
  const places = new Map<string, ServicePlace[]>();
  for (const place of servicePlaces(document)) {
    const id = idOf(place.name, document.scopeOf(place.file));
    places.set(id, [...(places.get(id) ?? []), place]);
  }
  for (const { from, to, scope, range } of serviceCalls(document)) {
    const { uri, range: fromRange } = document.locationOf(from.file, range);
    // An item is a service in one file: what other files add to it are items of their own.
    if (from.name !== item.name || uri !== item.uri) continue;
    for (const target of places.get(idOf(to, scope)) ?? []) {
      const call = calls.get(target) ?? { to: itemOf(document, target), fromRanges: [] };
      call.fromRanges.push(fromRange);
      calls.set(target, call);
    }
  }
  return [...calls.values()];
};
