import { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  ClientCapabilities,
  CompletionItem,
  Diagnostic,
  DocumentDiagnosticReport,
  Position,
  TextEdit,
} from 'vscode-languageserver/node';
import { ServerProcess } from './ServerProcess';

const CAPABILITIES: ClientCapabilities = {
  textDocument: {
    diagnostic: {},
    completion: { completionItem: { snippetSupport: true, resolveSupport: { properties: ['documentation', 'detail'] } } },
  },
};
const OPTIONS = { tabSize: 2, insertSpaces: true };

/** Where an editor sets the cursor in a snippet, and what it writes. */
function placed(snippet: string): { text: string; cursor: number } {
  const text = snippet.replace(/(?<!\\)(?:\$\{\d+:([^}]*)\}|\$\d+)/g, '$1').replace(/\\([\\$}])/g, '$1');
  const first = /^((?:[^$\\]|\\.)*)\$(?:\{1:([^}]*)\}|1)/.exec(snippet);
  return { text, cursor: first ? (first[1] ?? '').length + (first[2] ?? '').length : text.length };
}

/** The built server, and somebody who types one letter after the other, takes what is offered, and ends lines. */
export class TypingEditor {
  private readonly server = new ServerProcess();
  private readonly uri: string;
  private document: TextDocument;
  private offset = 0;

  constructor(uri: string) {
    this.uri = uri;
    this.document = TextDocument.create(uri, '', 1, '');
  }

  get text(): string {
    return this.document.getText();
  }

  async open(languageId: string): Promise<void> {
    const { connection } = this.server;
    connection.listen();
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: CAPABILITIES });
    const textDocument = { uri: this.uri, languageId, version: 1, text: '' };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Letters; a line end takes the indentation of its line along, as editors do, and has the new line formatted. */
  async type(letters: string): Promise<void> {
    for (const letter of letters) {
      const line = this.text.slice(this.text.lastIndexOf('\n', this.offset - 1) + 1, this.offset);
      await this.put(letter === '\n' ? `\n${/^ */.exec(line)?.[0] ?? ''}` : letter);
      if (letter === '\n') await this.format();
    }
  }

  /** Blanks before the cursor are taken away down to a column. */
  async outdent(column: number): Promise<void> {
    const end = this.position();
    await this.change([{ range: { start: { ...end, character: column }, end }, newText: '' }]);
    this.offset = this.document.offsetAt({ ...end, character: column });
  }

  /** Types a word and takes what is offered for it under a name. */
  async take(letters: string, label: string): Promise<void> {
    await this.type(letters);
    const offered = await this.ask<CompletionItem[] | null>('textDocument/completion');
    const item = offered?.find((one) => one.label === label);
    if (!item) throw new Error(`${label} is not offered behind ${this.text.slice(-40)}`);
    const edit = item.textEdit as TextEdit;
    const { text, cursor } =
      item.insertTextFormat === 2 ? placed(edit.newText) : { text: edit.newText, cursor: edit.newText.length };
    const start = this.document.offsetAt(edit.range.start);
    await this.change([{ ...edit, newText: text }, ...(item.additionalTextEdits ?? [])]);
    this.offset = start + cursor;
  }

  async toEnd(): Promise<void> {
    this.offset = this.text.length;
    await this.type('\n');
  }

  /** The cursor stands behind the first of a text then. */
  goBehind(text: string): void {
    this.offset = this.text.indexOf(text) + text.length;
  }

  async problems(): Promise<Diagnostic[]> {
    const report = await this.ask<DocumentDiagnosticReport>('textDocument/diagnostic');
    return report.kind === 'full' ? report.items : [];
  }

  /** Its exit status. */
  close(): Promise<number | null> {
    return this.server.close();
  }

  private position(): Position {
    return this.document.positionAt(this.offset);
  }

  private async put(text: string): Promise<void> {
    const at = this.position();
    await this.change([{ range: { start: at, end: at }, newText: text }]);
    this.offset += text.length;
  }

  private async format(): Promise<void> {
    const edits = await this.ask<TextEdit[] | null>('textDocument/onTypeFormatting', { ch: '\n', options: OPTIONS });
    const { line } = this.position();
    await this.change(edits ?? []);
    const [blanks = ''] = /^ */.exec(this.text.slice(this.document.offsetAt({ line, character: 0 }))) ?? [];
    this.offset = this.document.offsetAt({ line, character: blanks.length });
  }

  private async change(edits: readonly TextEdit[]): Promise<void> {
    const last = [...edits].sort((a, b) => this.document.offsetAt(b.range.start) - this.document.offsetAt(a.range.start));
    const contentChanges = last.map(({ range, newText }) => ({ range, text: newText }));
    const version = this.document.version + 1;
    this.document = TextDocument.update(this.document, contentChanges, version);
    await this.server.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri, version },
      contentChanges,
    });
  }

  private ask<Result>(method: string, more: object = {}): Promise<Result> {
    return this.server.connection.sendRequest(method, { textDocument: { uri: this.uri }, position: this.position(), ...more });
  }
}
