import { basename, dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { judged } from '../../spec/check/composeFindings';
import type { CheckSettings } from '../../spec/check/settings';
import { parseDotEnv } from '../../spec/compose/dotenv';
import type { Assignment } from '../../spec/compose/dotenv';
import { projectIn } from '../../spec/compose/projectFiles';
import type { HostFacts } from '../../spec/host/HostFacts';
import { settle } from '../../spec/Problem';
import type { Problem } from '../../spec/Problem';
import type { NamePlace } from '../names/Occurrence';
import { projectVariables, variablesOfEnv } from '../names/variables';
import { ComposeDocument } from './ComposeDocument';
import { OpenDocument } from './OpenDocument';

/** Whether a variable has a value depends on the project that reads the file, which says so. */
const OF_PROJECT = /^variable-/;

/** A file that sets variables: `.env` of a project, or one that services read. */
export class EnvDocument extends OpenDocument {
  private cached: ReturnType<typeof parseDotEnv> | undefined;
  private cachedPlaces: readonly NamePlace[] | undefined;
  private cachedProject: ComposeDocument | false | undefined;

  private get parsed(): ReturnType<typeof parseDotEnv> {
    this.cached ??= parseDotEnv(this.text, this.path, (name) => this.env[name]);
    return this.cached;
  }

  get assignments(): readonly Assignment[] {
    return this.parsed.assignments;
  }

  /** What variables come to, those of the environment and of earlier lines filled in. */
  get values(): ReadonlyMap<string, string | undefined> {
    return this.parsed.variables;
  }

  /** The project that is filled in from this file. Other files of this kind only say what containers are given. */
  get project(): ComposeDocument | undefined {
    this.cachedProject ??= this.findProject() ?? false;
    return this.cachedProject || undefined;
  }

  private findProject(): ComposeDocument | undefined {
    if (basename(this.path) !== '.env') return undefined;
    const directory = dirname(this.path);
    const found = projectIn(directory, { readFile: (path) => this.readFile(path), env: this.env });
    const [main] = found?.files ?? [];
    const text = main === undefined ? undefined : this.readFile(main);
    if (main === undefined || text === undefined || dirname(main) !== directory) return undefined;
    return new ComposeDocument(TextDocument.create(pathToFileURL(main).href, '', 0, text), this.surroundings, undefined);
  }

  /** Variables of this file, and where its project uses them. */
  get places(): readonly NamePlace[] {
    this.cachedPlaces ??= this.project ? projectVariables(this.project) : variablesOfEnv(this.path, this.text);
    return this.cachedPlaces;
  }

  findings(_: HostFacts | undefined, settings: CheckSettings): Problem[] {
    const own = this.parsed.problems.filter(({ code }) => !OF_PROJECT.test(code));
    return judged(own.map(settle), this.text, settings);
  }
}
