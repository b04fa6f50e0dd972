import { checkProfile } from '../oci/check/checkProfile';
import type { CheckedProfile } from '../oci/check/checkProfile';

/** Profiles of system calls that a project names, each checked once per text. */
export class SeccompProfiles {
  private readonly known = new Map<string, { text: string; checked: CheckedProfile }>();

  at(path: string, text: string): CheckedProfile {
    const found = this.known.get(path);
    if (found?.text === text) return found.checked;
    const checked = checkProfile(path, text);
    this.known.set(path, { text, checked });
    return checked;
  }
}
