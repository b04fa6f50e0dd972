import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { kindOf } from '../spec/host/kindOf';
import { readHostFacts, refreshed } from '../spec/host/readHostFacts';
import type { HostFacts } from '../spec/host/HostFacts';
import { readSmallFile } from '../spec/readSmallFile';
import { EngineState } from './EngineState';
import { listDirectory } from './listDirectory';
import { startServer } from './server';

const DEBOUNCE_MS = 150;
const TRANSPORTS = /^--(stdio|node-ipc|socket(=.*)?|pipe(=.*)?)$/;

/** Devices and taken ports may change while an editor is open; more than once in this time is not looked. */
const FRESH_MS = 5000;
let facts: HostFacts | undefined;
let readAt = 0;

function host(): HostFacts {
  if (facts === undefined || performance.now() - readAt > FRESH_MS) {
    facts = facts === undefined ? readHostFacts() : refreshed(facts);
    readAt = performance.now();
  }
  return facts;
}

const engine = new EngineState();
const docs = join(__dirname, '../docs/diagnostics');

if (!process.argv.some((argument) => TRANSPORTS.test(argument))) process.argv.push('--stdio');
startServer(createConnection(ProposedFeatures.all), {
  readFile: readSmallFile,
  env: process.env,
  kindOf,
  listDirectory,
  images: () => engine.imageNames(),
  servicesOnHost: () => engine.servicesOnHost(),
  host,
  debounceMs: DEBOUNCE_MS,
  openCatalog: async (hosts) => (await import('../registry/openCatalog')).openCatalog({ hosts, env: process.env }),
  ...(existsSync(docs) ? { docs: pathToFileURL(docs).href } : {}),
});
