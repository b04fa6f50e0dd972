import type { Range } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { inlinePath } from '../../spec/check/inlineFindings';
import type { Inline } from '../../spec/check/inlineFindings';
import type { Build } from '../../spec/compose/builds';
import { rangeInFile } from '../../spec/yaml/Located';
import type { PlacedText } from '../../spec/yaml/PlacedText';
import type { DockerfileName } from '../dockerfile/findNames';
import { DockerfileDocument } from './DockerfileDocument';
import type { OpenDocument, Surroundings } from './OpenDocument';

/** A Dockerfile in a Compose file: a text of its own, of which every place and every edit is one in the file around. */
export class InlineDockerfile extends DockerfileDocument {
  override readonly path: string;
  override readonly isWhole = false;
  private readonly own: readonly Build[];
  private readonly around: OpenDocument;
  private readonly placed: PlacedText;
  /** With lines of its own, not in quotes. */
  private readonly isBlock: boolean;

  constructor(around: OpenDocument, surroundings: Surroundings, inline: Inline, placed: PlacedText) {
    super(TextDocument.create(around.uri, 'dockerfile', 0, placed.text), surroundings, undefined);
    this.around = around;
    this.placed = placed;
    this.path = inlinePath(inline);
    this.own = inline.builds;
    this.isBlock = around.text.startsWith('|', rangeInFile(inline.node)[0]);
  }

  /** The end of the block is that of the value, not of the last line. */
  override readonly isEditable = (range: readonly [start: number, end: number]): boolean =>
    this.isBlock && range[0] < this.text.length && this.placed.isWritten([...range]);

  protected override get builds(): readonly Build[] {
    return this.own;
  }

  /** What a variable of the Compose file wrote is no name that can be gone to. */
  override get names(): readonly DockerfileName[] {
    return super.names.filter(({ range }) => this.placed.isWritten(range));
  }

  override readFile(path: string): string | undefined {
    return path === this.path ? this.text : this.around.readFile(path);
  }

  override rangeOfOffsets(offsets: readonly [number, number]): Range {
    return this.around.rangeOfOffsets(this.placed.rangeOf(offsets));
  }

  override offsetAt(position: { line: number; character: number }): number {
    return this.placed.indexOf(this.around.offsetAt(position));
  }

  override lineAt(line: number): string {
    return this.around.lineAt(line);
  }

  /** A dollar sign of a Dockerfile is two in a Compose file. */
  override written(text: string): string {
    return text.replaceAll('$', '$$$$');
  }
}
