import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { factsOfReport } from '../spec/host/factsOfReport';
import type { HostFacts } from '../spec/host/HostFacts';

interface Known {
  text: string | undefined;
  facts: HostFacts | undefined;
}

/** The facts of the machine that specs are for: this one, or another by the profile it made of itself. */
export class TargetHost {
  private readonly thisHost: () => HostFacts | undefined;
  private readonly readFile: (path: string) => string | undefined;
  private readonly complain: (message: string) => void;
  private readonly known = new Map<string, Known>();

  constructor(
    thisHost: () => HostFacts | undefined,
    readFile: (path: string) => string | undefined,
    complain: (message: string) => void,
  ) {
    this.thisHost = thisHost;
    this.readFile = readFile;
    this.complain = complain;
  }

  /** Of a profile that cannot be used nothing is known, and that is told, once for each text it has: this machine's facts would be those of a wrong one. */
  facts(profile: string | undefined, folders: readonly string[]): HostFacts | undefined {
    if (profile === undefined) return this.thisHost();
    const path = pathIn(profile, folders);
    const text = this.readFile(path);
    const known = this.known.get(path);
    if (known && known.text === text) return known.facts;
    const facts = this.read(path, text);
    this.known.set(path, { text, facts });
    return facts;
  }

  private read(path: string, text: string | undefined): HostFacts | undefined {
    try {
      if (text === undefined) throw new Error(`the host profile ${path} is not there, or no file of 4 MiB at most`);
      return factsOfReport(path, text);
    } catch (error) {
      this.complain(
        `Specs are not compared with any host: ${error instanceof Error ? error.message : String(error)}. It is named by the setting bulkhead.diagnostics.hostProfile.`,
      );
      return undefined;
    }
  }
}

/** A relative path is one of the first folder that is open. */
function pathIn(profile: string, [folder = '/']: readonly string[]): string {
  const path = profile.replace(/^~(?=\/)/, homedir());
  return isAbsolute(path) ? path : join(folder, path);
}
