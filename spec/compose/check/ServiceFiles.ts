import type { PlacedProblem } from '../../Problem';
import { valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import type { LoadContext } from '../LoadContext';
import { report } from '../LoadContext';
import { readEnvFiles } from '../normalize/environment';
import { ReadingMemo } from '../ReadingMemo';
import { seccompFile } from '../seccompFile';

type FilesContext = Pick<LoadContext, 'readFile' | 'lookup'> & { env: Record<string, string | undefined> };

const KEYS = ['env_file', 'label_file', 'security_opt'];

function profileProblems(context: FilesContext, service: Located): PlacedProblem[] {
  const options = valueAt(service, 'security_opt');
  const problems: PlacedProblem[] = [];
  for (const item of options?.kind === 'seq' ? options.items : []) {
    const path = seccompFile(item, context.env);
    if (path !== undefined && context.readFile(path) === undefined)
      report({ problems }, 'file-not-found', item, `seccomp profile ${path} does not exist or cannot be read.`);
  }
  return problems;
}

/** What is wrong with the files that a service is made of: of variables, of labels, of system calls. Looked for again when one of them changes. */
export class ServiceFiles {
  private readonly known = new ReadingMemo<Located, readonly PlacedProblem[]>();

  problems(context: FilesContext, service: Located): readonly PlacedProblem[] {
    if (!KEYS.some((key) => valueAt(service, key))) return [];
    const { lookup, env } = context;
    return this.known.get(service, [lookup, env], context.readFile, (readFile) => {
      const reading = { lookup, env, readFile };
      return [
        ...readEnvFiles(reading, 'env_file', valueAt(service, 'env_file')).problems,
        ...readEnvFiles(reading, 'label_file', valueAt(service, 'label_file')).problems,
        ...profileProblems(reading, service),
      ];
    });
  }
}
