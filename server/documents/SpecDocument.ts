import type { Range } from 'vscode-languageserver/node';
import type { ValueType } from '../../spec/compose/vocabulary/ValueType';
import { rangeInFile } from '../../spec/yaml/Located';
import type { LocatedEntry, LocatedMap, Place } from '../../spec/yaml/Located';
import type { Occurrence } from '../names/Occurrence';
import type { DockerfileDocument } from './DockerfileDocument';
import { OpenDocument } from './OpenDocument';

/** One version of one spec: what features need to know of it, whatever kind it is. */
export abstract class SpecDocument extends OpenDocument {
  /** What may be written in a file of this kind. */
  abstract readonly type: ValueType;
  /** The file's own tree, with what fills it in; `undefined` when it has no mapping at its root. */
  abstract readonly root: LocatedMap | undefined;
  /** That of each file of the project. */
  abstract readonly roots: ReadonlyMap<string, LocatedMap>;
  /** Every name of the project where it is written, in all its files. */
  abstract readonly occurrences: readonly Occurrence[];
  /** No error of syntax: what the text says is known, so it may be written in another way. */
  abstract readonly isWellFormed: boolean;

  /** The files of the project in the order they are merged, each over those before. */
  get projectFiles(): readonly string[] {
    return [this.path];
  }

  /** With the files that they include; those that services are only extended from are not among them. */
  get mergedFiles(): ReadonlySet<string> {
    return new Set([this.path]);
  }

  /** The file whose own names those of a file are; none when they are the names of the project. */
  scopeOf(file: string): string | undefined {
    return this.mergedFiles.has(file) ? undefined : file;
  }

  /** Dockerfiles that stand in this file. */
  get dockerfiles(): readonly DockerfileDocument[] {
    return [];
  }

  private step: number | undefined;

  /** Blanks by which it indents: those before the first key below one at the margin. */
  get indentStep(): number {
    this.step ??= /^[^\s#-][^\n]*:[ \t]*(?:&\S+[ \t]*)?(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*( {1,8})[^\s#-]/m.exec(
      this.text,
    )?.[1]?.length;
    return (this.step ??= 2);
  }

  isHere(place: Place): boolean {
    return place.origin.file === this.path;
  }

  rangeOf(place: Place): Range {
    return this.rangeOfOffsets(rangeInFile(place));
  }

  rangeOfKey({ keyOrigin, keyRange }: LocatedEntry): Range {
    return this.rangeOf({ origin: keyOrigin, range: keyRange });
  }
}
