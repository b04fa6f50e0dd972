import { setImmediate } from 'node:timers/promises';
import type { CancellationToken, SymbolInformation } from 'vscode-languageserver/node';
import { isComposeFileName } from '../../spec/compose/composeFileName';
import { includedFiles } from '../../spec/compose/includedFiles';
import type { Surroundings } from '../documents/OpenDocument';
import { filesBelow } from './filesBelow';
import { symbolsOf } from './symbolsOf';

type Files = Pick<Surroundings, 'readFile' | 'listDirectory'>;

const MAX_SYMBOLS = 2000;
const MAX_FILES = 500;
/** Computing after which others get their turn, a cancellation among them. */
const TURN_MS = 20;

/** Whether the letters of a query come in a name in this order. */
function matches(query: string, name: string): boolean {
  let at = 0;
  for (const letter of name.toLowerCase()) if (letter === query[at]) at++;
  return at >= query.length;
}

/** What the specs of the workspace define. Files whose text is the same are not read a second time. */
export class WorkspaceSymbols {
  private readonly files: Files;
  private known = new Map<string, { text: string; symbols: SymbolInformation[] }>();

  constructor(files: Files) {
    this.files = files;
  }

  /** Symbols file by file, until there are enough of them or nobody waits any more. */
  async *find(folders: readonly string[], query: string, token: CancellationToken): AsyncGenerator<SymbolInformation[]> {
    const wanted = query.toLowerCase();
    const seen: typeof this.known = new Map();
    let count = 0;
    let turn = performance.now();
    for (const path of this.specs(folders)) {
      if (performance.now() - turn > TURN_MS) {
        await setImmediate();
        turn = performance.now();
      }
      if (token.isCancellationRequested) return;
      if (path === undefined) continue;
      const found = this.symbolsIn(path, seen).filter(({ name }) => matches(wanted, name));
      count += found.length;
      if (found.length > 0) yield found.slice(0, Math.max(0, MAX_SYMBOLS - count + found.length));
      if (count >= MAX_SYMBOLS) return;
    }
    this.known = seen;
  }

  /** Compose files by their names, and what those include, which may be named as it likes. */
  private *specs(folders: readonly string[]): Generator<string | undefined> {
    const given = new Set<string>();
    const further: string[] = [];
    const isBelow = (path: string): boolean => folders.some((folder) => path.startsWith(`${folder}/`));
    const note = (path: string): void => {
      given.add(path);
      further.push(...includedFiles(path, this.files.readFile(path) ?? '').filter(isBelow));
    };
    for (const path of filesBelow(folders, isComposeFileName, this.files)) {
      if (path !== undefined) note(path);
      yield path;
    }
    for (const path of further) {
      if (given.has(path) || given.size >= MAX_FILES) continue;
      note(path);
      yield path;
    }
  }

  private symbolsIn(path: string, seen: typeof this.known): SymbolInformation[] {
    const text = this.files.readFile(path) ?? '';
    const known = this.known.get(path);
    const entry = known?.text === text ? known : { text, symbols: symbolsOf(path, text) };
    seen.set(path, entry);
    return entry.symbols;
  }
}
