import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { CodeCache } from './CodeCache';

/** As Node calls a CommonJS module. */
type Program = (exports: object, require: NodeJS.Require, module: object, filename: string, dirname: string) => void;

/** By then a program has compiled what it needs at every start. */
const SETTLED_MS = 10_000;

/**
 * A file that holds such a function in ASCII, from what V8 compiled of it at an earlier start: compiling is else half of what a small job takes. A first start
 * writes that down when it has settled or ends, so that the functions it called are in it.
 */
export function compileProgram(file: string): Program {
  const cache = new CodeCache(file);
  const cachedData = cache.read();
  const script = new Script(readFileSync(file, 'latin1'), {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  if (cachedData === undefined || script.cachedDataRejected === true) {
    const keep = (): void => cache.write(script.createCachedData());
    setTimeout(keep, SETTLED_MS).unref();
    process.once('exit', keep);
  }
  return script.runInThisContext() as Program;
}
