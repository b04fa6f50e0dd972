import { seccompFindings } from '../../spec/check/seccompFindings';
import type { CheckSettings } from '../../spec/check/settings';
import type { HostFacts } from '../../spec/host/HostFacts';
import { checkProfile } from '../../spec/oci/check/checkProfile';
import type { CheckedProfile } from '../../spec/oci/check/checkProfile';
import { PROFILE_TYPE } from '../../spec/oci/vocabulary/profileKeys';
import type { Problem } from '../../spec/Problem';
import { OneFileDocument } from './OneFileDocument';

/** A profile of system calls, as services name it. */
export class SeccompDocument extends OneFileDocument {
  readonly type = PROFILE_TYPE;
  private cached: CheckedProfile | undefined;

  protected get parsed(): CheckedProfile {
    this.cached ??= checkProfile(this.path, this.text);
    return this.cached;
  }

  findings(_: HostFacts | undefined, settings: CheckSettings): Problem[] {
    return seccompFindings(this.parsed, this.text, settings);
  }
}
