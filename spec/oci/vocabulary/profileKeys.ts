import { choice, either, from, list, matching, nothing, object, oneOf, string } from '../../compose/vocabulary/ValueType';
import type { ValueType } from '../../compose/vocabulary/ValueType';
import { ACTIONS, ARCHITECTURES, ARGUMENT, FILTER_KEYS, RULE_KEYS } from './seccompKeys';

/** The engine loads filters that nobody listens to. */
const ACTION = choice(Object.fromEntries(Object.entries(ACTIONS).filter(([name]) => name !== 'SCMP_ACT_NOTIFY')));

/** Docker's own profile writes null for a list of nothing. */
const listOrNothing = (of: ValueType): ValueType => either(list(of), nothing);

const CONDITIONS = either(
  object({
    caps: { type: listOrNothing(from('ociCapability')), doc: 'Capabilities of the container.' },
    arches: { type: listOrNothing(string), doc: 'Architectures of the host, as in `amd64` and `arm64`.' },
    minKernel: { type: matching(/^\d+\.\d+$/, 'a version as in 4.8'), doc: 'Oldest version of the kernel.' },
  }),
  nothing,
);

const RULE = object(
  {
    ...RULE_KEYS,
    name: { type: from('syscall'), doc: 'Name of one system call; `names` takes several.' },
    action: { type: ACTION, doc: 'What happens when one of them is made and all conditions hold.' },
    args: { type: listOrNothing(ARGUMENT), doc: 'Conditions, all of which must hold.' },
    comment: { type: string, doc: 'What the rule is for.' },
    includes: { type: CONDITIONS, doc: 'The rule is there only where all of this is the case.' },
    excludes: { type: CONDITIONS, doc: 'The rule is not there where any of this is the case.' },
  },
  ['action'],
);

const ARCHITECTURE = object({
  architecture: { type: oneOf(...ARCHITECTURES), doc: 'Architecture of the host.' },
  subArchitectures: { type: listOrNothing(oneOf(...ARCHITECTURES)), doc: 'Others whose programs it runs.' },
});

/** A profile of system calls as Docker's clients take it by `seccomp=FILE`: the filter of the OCI, and conditions on the host and the container. */
export const PROFILE_TYPE: ValueType = object(
  {
    ...FILTER_KEYS,
    defaultAction: { type: ACTION, doc: 'What happens on a system call that no rule names.' },
    archMap: { type: listOrNothing(ARCHITECTURE), doc: 'Architectures whose calls are filtered, by that of the host.' },
    syscalls: { type: listOrNothing(RULE), doc: 'Rules.' },
  },
  ['defaultAction'],
);
