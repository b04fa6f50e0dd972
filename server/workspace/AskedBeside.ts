import type { Surroundings } from '../documents/OpenDocument';
import { hashOf } from './hashOf';

interface Asked {
  answer: () => unknown;
  mark: string;
}

/** A file that is empty is another answer than none. */
const markOf = (answer: unknown): string => hashOf(typeof answer === 'string' ? `=${answer}` : JSON.stringify([answer]));

/** What was asked about the surroundings of a file, to know later whether it need be asked again. Answers are not kept, only marks of them. */
export class AskedBeside {
  private readonly asked = new Map<string, Asked>();

  /** The answer to one question, which is noted. */
  note<Answer>(question: string, answer: () => Answer): Answer {
    const given = answer();
    if (!this.asked.has(question)) this.asked.set(question, { answer, mark: markOf(given) });
    return given;
  }

  /** The same surroundings; what is asked of them is noted. The environment does not change. */
  noting({ readFile, kindOf, listDirectory, images, servicesOnHost, env }: Surroundings): Surroundings {
    return {
      env,
      readFile: (path) => this.note(`text ${path}`, () => readFile(path)),
      listDirectory: (path) => this.note(`list ${path}`, () => listDirectory(path)),
      images: () => this.note('images', images),
      ...(kindOf && { kindOf: (path: string) => this.note(`kind ${path}`, () => kindOf(path)) }),
      ...(servicesOnHost && { servicesOnHost: () => this.note('services', servicesOnHost) }),
    };
  }

  /** Whether everything would be answered as it was. */
  get isAsThen(): boolean {
    return [...this.asked.values()].every(({ answer, mark }) => markOf(answer()) === mark);
  }
}
