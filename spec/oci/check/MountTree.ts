interface Place {
  readonly below: Map<string, Place>;
  isMount: boolean;
  firstBelow: string | undefined;
}

const place = (): Place => ({ below: new Map(), isMount: false, firstBelow: undefined });

/** The mounts seen so far, by the components of their paths: as many mounts as a file may have are looked up in a time that only their lengths make. */
export class MountTree {
  private readonly root = place();

  add(path: string): void {
    let at = this.root;
    for (const name of components(path)) {
      at.firstBelow ??= path;
      let next = at.below.get(name);
      if (next === undefined) at.below.set(name, (next = place()));
      at = next;
    }
    at.isMount = true;
  }

  has(path: string): boolean {
    return this.find(path)?.isMount === true;
  }

  /** The first that was added somewhere below the path, so that a mount there now hides it. */
  firstBelow(path: string): string | undefined {
    return this.find(path)?.firstBelow;
  }

  private find(path: string): Place | undefined {
    let at: Place | undefined = this.root;
    for (const name of components(path)) at = at?.below.get(name);
    return at;
  }
}

function components(path: string): string[] {
  return path.split('/').filter((name) => name !== '');
}
