import type { ComposeProgress } from '../../api/bulkhead';
import type { ComposeProject } from '../../spec/compose/ComposeProject';
import { loadProject } from '../../spec/compose/loadProject';
import { readSmallFile } from '../../spec/readSmallFile';

interface ProjectRequest {
  files: string[];
  profiles?: string[];
  name?: string;
  env?: Record<string, string | undefined>;
}

/** The project, or `undefined` when something is wrong with it; every problem has been reported then. */
export function loadRequest(request: ProjectRequest, report: (line: ComposeProgress) => void): ComposeProject | undefined {
  const { files, profiles, name, env = {} } = request;
  const { project, problems } = loadProject({ files, readFile: readSmallFile, env, profiles, name });
  for (const problem of problems) report({ kind: 'problem', problem });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return project;
  const where = ({ file }: (typeof errors)[number]): string => (file === undefined ? '' : `${file}: `);
  report({ kind: 'error', message: errors.map((problem) => where(problem) + problem.message).join('\n') });
  return undefined;
}
