import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { readHostFacts } from '../spec/host/readHostFacts';
import type { HostFacts } from '../spec/host/HostFacts';
import { readSmallFile } from '../spec/readSmallFile';
import { EngineImages } from './EngineImages';
import { listDirectory } from './listDirectory';
import { startServer } from './server';

const DEBOUNCE_MS = 150;
const TRANSPORTS = /^--(stdio|node-ipc|socket(=.*)?|pipe(=.*)?)$/;

/** The host hardly changes while an editor is open; which user asks does not at all. */
let facts: HostFacts | undefined;

const images = new EngineImages();
const docs = join(__dirname, '../docs/diagnostics');

if (!process.argv.some((argument) => TRANSPORTS.test(argument))) process.argv.push('--stdio');
startServer(createConnection(ProposedFeatures.all), {
  readFile: readSmallFile,
  env: process.env,
  listDirectory,
  images: () => images.names(),
  host: () => (facts ??= readHostFacts()),
  debounceMs: DEBOUNCE_MS,
  ...(existsSync(docs) ? { docs: pathToFileURL(docs).href } : {}),
});
