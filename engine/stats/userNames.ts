import { readFileSync } from 'node:fs';
import { parsePasswd } from '../../spec/oci/resolveUser';

/** Host names of uids, as `ps` shows them; a uid without a name is shown as it is. */
export function hostUserNames(): (uid: number) => string {
  let names: Map<number, string> | undefined;
  return (uid) => {
    names ??= new Map(parsePasswd(readFileSync('/etc/passwd', 'utf8')).map((entry) => [entry.uid, entry.name]));
    return names.get(uid) ?? String(uid);
  };
}
