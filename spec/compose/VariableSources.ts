import type { PlacedProblem } from '../Problem';
import { parseDotEnv } from './dotenv';
import type { Lookup } from './interpolate';
import { Memo } from './Memo';

interface Variables {
  lookup: Lookup;
  problems: readonly PlacedProblem[];
}

interface EnvText {
  path: string;
  text: string;
}

/** Variables of files, below those of `outer`; a later file wins over an earlier one. */
function readVariables(texts: readonly EnvText[], outer: Lookup): Variables {
  const values = new Map<string, string | undefined>();
  const problems: PlacedProblem[] = [];
  for (const { path, text } of texts) {
    const parsed = parseDotEnv(text, path, outer);
    problems.push(...parsed.problems);
    for (const [name, value] of parsed.variables) values.set(name, value);
  }
  return { lookup: (name) => outer(name) ?? values.get(name), problems };
}

/** The variables of each project directory. As long as the files say the same, the lookup is the same function. */
export class VariableSources {
  private readonly known = new Map<string, { texts: readonly EnvText[]; outer: Lookup; variables: Variables }>();
  private readonly withValues = new Memo<Lookup, Lookup>();

  /** With a variable of a given value. */
  withValue(name: string, value: string, outer: Lookup): Lookup {
    return this.withValues.get(outer, [name, value], () => (one) => (one === name ? value : outer(one)));
  }

  get(directory: string, texts: readonly EnvText[], outer: Lookup): Variables {
    const found = this.known.get(directory);
    const isSame =
      found?.outer === outer &&
      found.texts.length === texts.length &&
      texts.every(({ path, text }, index) => path === found.texts[index]?.path && text === found.texts[index].text);
    if (found && isSame) return found.variables;
    const variables = readVariables(texts, outer);
    this.known.set(directory, { texts, outer, variables });
    return variables;
  }
}
