import type { Problem } from '../Problem';

interface PasswdEntry {
  name: string;
  uid: number;
  gid: number;
  home: string;
}

interface GroupEntry {
  name: string;
  gid: number;
  members: string[];
}

export interface ResolvedUser {
  uid: number;
  gid: number;
  additionalGids: number[];
  home: string;
  name?: string;
}

/** An image may carry a passwd of any size; a real one is some KiB. */
const MAX_LINES = 100_000;
const MAX_ID = 0xffff_fffe;

/** Decimal only: `0x1f`, ` 5`, `+5` or `1e3` must never be taken for a number (CVE-2026-30892 was a lenient parse that chose the wrong user). */
function parseId(text: string): number | undefined {
  if (!/^\d{1,10}$/.test(text)) return undefined;
  const id = Number(text);
  return id <= MAX_ID ? id : undefined;
}

export function parsePasswd(text: string): PasswdEntry[] {
  const entries: PasswdEntry[] = [];
  for (const line of text.split('\n', MAX_LINES)) {
    const [name, , uidText = '', gidText = '', , home = ''] = line.split(':');
    const uid = parseId(uidText);
    const gid = parseId(gidText);
    if (name && uid !== undefined && gid !== undefined) entries.push({ name, uid, gid, home: home || '/' });
  }
  return entries;
}

function parseGroup(text: string): GroupEntry[] {
  const entries: GroupEntry[] = [];
  for (const line of text.split('\n', MAX_LINES)) {
    const [name, , gidText = '', members = ''] = line.split(':');
    const gid = parseId(gidText);
    if (name && gid !== undefined) entries.push({ name, gid, members: members.split(',').filter((member) => member !== '') });
  }
  return entries;
}

interface UserQuery {
  /** `''`, `user`, `uid`, `user:group`, `uid:gid` … as in `User`. */
  user: string;
  groupAdd?: string[];
  /** Text of the root filesystem's `/etc/passwd` and `/etc/group`; `''` when there is none. */
  passwd: string;
  group: string;
}

/** Docker's rules: a name must exist, a number need not; an explicit group switches the user's other groups off. */
export function resolveUser(query: UserQuery): { user: ResolvedUser; problems: Problem[] } {
  const problems: Problem[] = [];
  const report = (code: string, key: string, message: string): void => {
    problems.push({ code, severity: 'error', message, path: key.split('.') });
  };
  const groups = parseGroup(query.group);
  const [userText = '', groupText, ...rest] = query.user.split(':');
  if (rest.length > 0) report('user-invalid', 'User', `User '${query.user}' is not of the form user[:group].`);

  const wanted = userText === '' ? '0' : userText;
  const passwd = parsePasswd(query.passwd);
  const numeric = parseId(wanted);
  // A name made of digits is found by name first, as getpwnam does for everyone else.
  const entry = passwd.find(({ name }) => name === wanted) ?? passwd.find(({ uid }) => uid === numeric);
  if (!entry && numeric === undefined)
    report('user-not-found', 'User', `unable to find user ${wanted}: no matching entries in passwd file`);

  const gidOf = (text: string): number | undefined => groups.find(({ name }) => name === text)?.gid ?? parseId(text);
  const additionalGids = new Set<number>();
  let gid = entry?.gid ?? 0;
  if (groupText !== undefined && groupText !== '') {
    const explicit = gidOf(groupText);
    if (explicit === undefined)
      report('group-not-found', 'User', `unable to find group ${groupText}: no matching entries in group file`);
    gid = explicit ?? 0;
  } else if (entry) {
    for (const group of groups) if (group.members.includes(entry.name)) additionalGids.add(group.gid);
  }
  for (const name of query.groupAdd ?? []) {
    const added = gidOf(name);
    if (added === undefined)
      report('group-not-found', 'HostConfig.GroupAdd', `unable to find group ${name}: no matching entries in group file`);
    else additionalGids.add(added);
  }
  // With the primary one: without it in the list, a file that denies its group something would grant it to this user (CVE-2022-2989).
  additionalGids.delete(gid);
  const user: ResolvedUser = {
    uid: entry?.uid ?? numeric ?? 0,
    gid,
    additionalGids: [gid, ...additionalGids],
    home: entry?.home ?? '/',
    name: entry?.name,
  };
  return { user, problems };
}
