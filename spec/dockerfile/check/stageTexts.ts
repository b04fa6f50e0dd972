import type { Instruction, Stage } from '../Dockerfile';
import { finding } from './Rule';
import type { FileRule, InstructionRule, StageRule } from './Rule';

const isAbsolute = (path: string): boolean => /^["']?([/\\$]|[a-zA-Z]:)/.test(path);

/** Relative to what the base image has, as long as no line before says where that is. */
export const relativeWorkdirs: FileRule = ({ dockerfile: { stages }, bases }) => {
  const settled = new Set<Stage>();
  return stages.flatMap((stage) => {
    const base = bases.get(stage);
    let isSettled = base !== undefined && settled.has(base);
    const found = stage.instructions
      .filter(({ keyword, words }) => keyword === 'WORKDIR' && words.length > 0)
      .flatMap(({ words: [path] }) => {
        if (!path || isSettled || isAbsolute(path.text)) {
          isSettled = true;
          return [];
        }
        const message = `Where '${path.text.slice(0, 60)}' is depends on the base image: begin with '/'.`;
        const fix = /^[\w.-][\w./-]*$/.test(path.text) ? `/${path.text.replace(/^\.\//, '')}` : undefined;
        return [finding('dockerfile-workdir-relative', path.range, message, 'warning', fix)];
      });
    if (isSettled) settled.add(stage);
    return found;
  });
};

/** A command of plain words is the same as a list. */
function asList({ text, argumentsAt, range }: Instruction): string | undefined {
  const command = text.text.slice(argumentsAt).trimEnd();
  const isOneLine = text.rangeOf(0, text.text.trimEnd().length)[1] - text.offsetOf(argumentsAt) === command.length;
  if (!isOneLine || range[1] === 0 || !/^[\w@%+:,./ -]+$/.test(command)) return undefined;
  return `[${command
    .split(/ +/)
    .map((word) => JSON.stringify(word))
    .join(', ')}]`;
}

export const shellForm: StageRule = ({ instructions }) => {
  const shellAt = instructions.findIndex(({ keyword }) => keyword === 'SHELL');
  return instructions
    .slice(0, shellAt < 0 ? undefined : shellAt)
    .filter(({ keyword, json, words }) => (keyword === 'CMD' || keyword === 'ENTRYPOINT') && !json && words.length > 0)
    .filter(({ words: [first] }) => !/^\[['"\]]/.test(first?.text ?? ''))
    .map((instruction) => {
      const { keyword, text, argumentsAt } = instruction;
      const range = text.rangeOf(argumentsAt, text.text.trimEnd().length);
      const message = `A shell runs this ${keyword} and keeps signals from it: write a list, as in ["PROGRAM", "ARGUMENT"].`;
      return finding('dockerfile-shell-form', range, message, 'warning', asList(instruction));
    });
};

/** `# NAME what it is` right above. */
export const descriptions: InstructionRule = ({ keyword, words, comments, name }, { dockerfile: { text } }) => {
  const comment = comments.at(-1);
  const names =
    keyword === 'ARG'
      ? words.map((word) => word.text.split('=', 1)[0] ?? '')
      : keyword === 'FROM' && words[2]
        ? [words[2].text]
        : [];
  if (!comment || names.length === 0) return [];
  const isAbove = !text.slice(comment[1], name.range[0]).trim() && !/\n\s*\n/.test(text.slice(comment[1], name.range[0]));
  const first = /^\s*#\s*(\S*)/.exec(text.slice(...comment))?.[1] ?? '';
  if (!isAbove || names.includes(first)) return [];
  const message = `A comment right above describes it, and begins with its name: '# ${names[0] ?? ''} …'. Leave a line empty for other comments.`;
  return [finding('dockerfile-description-invalid', comment, message, 'warning')];
};
