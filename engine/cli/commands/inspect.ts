import { InvalidArgumentError, type Command } from 'commander';
import { EngineError } from '../../../api/EngineError';
import type { EngineClient } from '../../../api/EngineClient';
import { ExitCode } from '../ExitCode';
import { formatter } from '../format';
import type { Invocation } from '../Invocation';

export function addInspect(program: Command, invocation: Invocation): void {
  program
    .command('inspect <names...>')
    .description('show all that is known of containers or images, as JSON')
    .option('-f, --format <format>', 'json, or a template like {{.State.Status}}')
    .option('--type <type>', 'only a container, or only an image')
    .option('--kernel', "the kernel's view of a running container: namespaces, mounts, cgroups")
    .action((names: string[], flags: InspectFlags) => inspect(invocation, names, flags));
}

interface InspectFlags {
  format?: string;
  type?: string;
  kernel?: boolean;
}

/** What is found is shown, and what is not is told of. */
async function inspect(invocation: Invocation, names: string[], { format, type, kernel }: InspectFlags): Promise<void> {
  const { stdout, stderr } = invocation;
  const print = format === undefined ? undefined : formatter(format);
  const kinds = kernel === true ? [KINDS.kernel] : kindsOf(type);
  const client = await invocation.engine();
  const [found, missing]: [object[], string[]] = [[], []];
  for (const name of names) {
    const one = await lookUp(client, name, kinds);
    if (one === undefined) missing.push(name);
    else found.push(one);
  }
  if (print === undefined) stdout.write(`${JSON.stringify(found, undefined, 4)}\n`);
  else for (const one of found) stdout.write(`${print(one as Record<string, unknown>)}\n`);
  for (const name of missing) stderr.write(`bulkhead: No such ${type ?? 'object'}: ${name}\n`);
  if (missing.length > 0) throw new ExitCode(1);
}

type Kind = (name: string) => string;

const KINDS: Record<'container' | 'image' | 'kernel', Kind> = {
  container: (name) => `/containers/${name}/json`,
  image: (name) => `/images/${name}/json`,
  kernel: (name) => `/bulkhead/containers/${name}/view`,
};

function kindsOf(type: string | undefined): Kind[] {
  if (type === undefined) return [KINDS.container, KINDS.image];
  if (type === 'container' || type === 'image') return [KINDS[type]];
  throw new InvalidArgumentError(`type '${type}' is not one of container, image`);
}

async function lookUp(client: EngineClient, name: string, kinds: Kind[]): Promise<object | undefined> {
  for (const kind of kinds) {
    try {
      return await client.json('GET', kind(encodeURIComponent(name)));
    } catch (error) {
      if (!(error instanceof EngineError && error.status === 404)) throw error;
    }
  }
  return undefined;
}
