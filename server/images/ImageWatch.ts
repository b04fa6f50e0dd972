import { platformFor } from '../../spec/image/imageRules';
import { embeddedIn } from '../documents/embeddedIn';
import type { OpenDocument } from '../documents/OpenDocument';
import type { Registries, Wanted } from './Registries';

interface Sources {
  registries: () => Registries | undefined;
  document: (uri: string) => OpenDocument | undefined;
  /** The architecture of the host that specs are for. */
  machine: () => string | undefined;
  /** Something else is known of the images of a document. */
  onNews: (uri: string) => void;
}

/** After the last change: who types the name of an image has typed all of it. */
const QUIET_MS = 700;
/** News of several images that come one after another are told at once. */
const GATHER_MS = 150;
/** More images of one document are not asked about. */
const MAX_WANTED = 50;

/** Asks registries about the images of open documents, beside everything else: nothing waits for it. */
export class ImageWatch {
  private readonly sources: Sources;
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly asking = new Map<string, AbortController>();
  private readonly telling = new Map<string, NodeJS.Timeout>();

  constructor(sources: Sources) {
    this.sources = sources;
  }

  /** A document was opened, or changed. */
  look(uri: string): void {
    if (!this.sources.registries()) return;
    clearTimeout(this.timers.get(uri));
    this.timers.set(
      uri,
      setTimeout(() => this.ask(uri), QUIET_MS),
    );
  }

  /** Nobody looks at the document any longer. */
  forget(uri: string): void {
    for (const timers of [this.timers, this.telling]) {
      clearTimeout(timers.get(uri));
      timers.delete(uri);
    }
    this.asking.get(uri)?.abort();
    this.asking.delete(uri);
  }

  dispose(): void {
    for (const uri of new Set([...this.timers.keys(), ...this.asking.keys(), ...this.telling.keys()])) this.forget(uri);
  }

  private ask(uri: string): void {
    this.timers.delete(uri);
    const registries = this.sources.registries();
    const document = this.sources.document(uri);
    const before = this.asking.get(uri);
    const stop = new AbortController();
    this.asking.set(uri, stop);
    const learn = async (wanted: Wanted): Promise<void> => {
      if (await registries?.learn(wanted, stop.signal)) this.tell(uri);
      if (await registries?.learnVulnerable(wanted, stop.signal)) this.tell(uri);
    };
    const all = document ? this.wanted(document).map(learn) : [];
    // What both ask for goes on; only then does the one before stop waiting for it.
    before?.abort();
    void Promise.all(all).finally(() => {
      if (this.asking.get(uri) === stop) this.asking.delete(uri);
    });
  }

  /** What is known is kept, so it has to be told even when something else is asked for by then. */
  private tell(uri: string): void {
    // Of a document that nobody looks at any longer there is nothing to tell.
    if (this.telling.has(uri) || !this.asking.has(uri)) return;
    const timer = setTimeout(() => {
      this.telling.delete(uri);
      this.sources.onNews(uri);
    }, GATHER_MS);
    this.telling.set(uri, timer);
  }

  /** Each once, however often it is named. */
  private wanted(document: OpenDocument): Wanted[] {
    const uses = [document, ...embeddedIn(document)].flatMap((one) => one.imageUses());
    const machine = this.sources.machine();
    const all = new Map<string, Wanted>();
    for (const use of uses) {
      if (all.size >= MAX_WANTED) break;
      all.set(`${use.text} ${use.platform ?? ''}`, { reference: use.reference, platform: platformFor(use, machine) });
    }
    return [...all.values()];
  }
}
