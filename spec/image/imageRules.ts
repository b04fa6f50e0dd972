import type { Code } from '../codes';
import type { Problem } from '../Problem';
import { familiarName } from '../words/imageReference';
import type { ImageFacts, ImagePlatform } from './ImageFacts';
import { rangeOfPart } from './ImageUse';
import type { ImageUse } from './ImageUse';
import { parsePlatform, platformOfMachine, platformText, suits } from './platforms';

/** What images are compared with. */
export interface ImageView {
  /** What the registry says, where that is known. */
  factsOf: (use: ImageUse) => ImageFacts | undefined;
  /** Names of images that are on this machine already, in their familiar form. */
  local: ReadonlySet<string>;
  /** The architecture of the host, as `uname -m` has it. */
  machine: string | undefined;
}

interface Checked {
  use: ImageUse;
  facts: ImageFacts;
  view: ImageView;
}

/** Where a finding is: a part of the reference. */
interface Finding extends Pick<Problem, 'severity' | 'message' | 'replacement'> {
  code: Code;
  part: 'tag' | 'digest' | 'all';
}

type ImageRule = (checked: Checked) => Finding[];

const MAX_SHOWN_PLATFORMS = 8;

/** The name without tag and digest, as people write it. */
function nameOf({ reference }: ImageUse): string {
  return familiarName({ ...reference, tag: 'x', digest: undefined }).slice(0, -2);
}

/** The platform that an image is needed for; `undefined` when that cannot be told. */
export function platformFor({ platform, isPlatformOpen }: ImageUse, machine: string | undefined): ImagePlatform | undefined {
  if (isPlatformOpen) return undefined;
  return platform === undefined ? platformOfMachine(machine ?? '') : parsePlatform(platform);
}

const unknown: ImageRule = ({ use, facts: { missing, meant }, view }) => {
  const { reference, mayBeContext, isLocal } = use;
  const { host, repository, tag = 'latest', digest } = reference;
  if (!missing || isLocal || mayBeContext || view.local.has(familiarName(reference))) return [];
  const code = 'registry-tag-unknown';
  if (missing === 'repository') {
    const message = `${host} has no repository ${repository}, or shows it only to those who are logged in.`;
    return [{ code, severity: 'warning', part: 'all', message }];
  }
  if (digest !== undefined)
    return [{ code, severity: 'warning', part: 'digest', message: `${host} has no image ${digest} of ${nameOf(use)}.` }];
  const written = reference.tag === undefined ? `no tag 'latest', which is meant where none is written` : `no tag '${tag}'`;
  const message = `${nameOf(use)} has ${written}${meant === undefined ? '.' : `; did you mean ${meant}?`}`;
  const isWritten = reference.tag !== undefined;
  const replacement = isWritten || meant === undefined ? meant : `${use.text}:${meant}`;
  const part = isWritten ? 'tag' : 'all';
  return [{ code, severity: 'warning', part, message, ...(replacement === undefined ? {} : { replacement }) }];
};

const platform: ImageRule = ({ use, facts: { platforms = [] }, view }) => {
  const wanted = platformFor(use, view.machine);
  if (!wanted || platforms.length === 0 || platforms.some((one) => suits(one, wanted))) return [];
  const shown = platforms.slice(0, MAX_SHOWN_PLATFORMS).map(platformText).join(', ');
  const more = platforms.length > MAX_SHOWN_PLATFORMS ? ', …' : '';
  const whose = use.platform === undefined ? 'of this host' : 'that is asked for';
  const message = `${use.text} is not for ${platformText(wanted)}, the platform ${whose}: it is for ${shown}${more}.`;
  const severity = use.isStage && use.platform === undefined ? 'information' : 'warning';
  return [{ code: 'registry-platform-missing', severity, part: 'all', message }];
};

const outdated: ImageRule = ({ use, facts: { newer } }) => {
  const { tag, digest } = use.reference;
  // With a digest the tag is only a remark, and another one would contradict it.
  if (newer === undefined || digest !== undefined) return [];
  const message = `${nameOf(use)} has a newer tag than ${tag ?? ''} in the same line: ${newer}.`;
  return [{ code: 'registry-tag-outdated', severity: 'information', part: 'tag', message, replacement: newer }];
};

const unpinned: ImageRule = ({ use: { reference, text, mayBeContext }, facts: { digest } }) => {
  if (reference.digest !== undefined || digest === undefined || mayBeContext) return [];
  const message = `${text} may stand for another image tomorrow: now it is ${digest}.`;
  return [{ code: 'registry-not-pinned', severity: 'information', part: 'all', message, replacement: `${text}@${digest}` }];
};

const MAX_SHOWN_PACKAGES = 5;

const vulnerable: ImageRule = ({ use, facts: { vulnerable: packages = [] } }) => {
  if (packages.length === 0) return [];
  const worst = [...packages].sort((a, b) => b.vulnerabilities.length - a.vulnerabilities.length);
  const shown = worst.slice(0, MAX_SHOWN_PACKAGES).map(({ name, version, vulnerabilities: [first = '', ...others] }) => {
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    return `${name} ${version} (${first}${more})`;
  });
  const rest = packages.length > MAX_SHOWN_PACKAGES ? `, and ${packages.length - MAX_SHOWN_PACKAGES} others` : '';
  const message = `${use.text} holds what has known vulnerabilities: ${shown.join(', ')}${rest}.`;
  return [{ code: 'registry-vulnerable', severity: 'warning', part: 'all', message }];
};

/** The rules: switching one off is taking it out of the list. */
const RULES: readonly ImageRule[] = [unknown, platform, outdated, unpinned, vulnerable];

/** What is to be said of the images of a file, after what registries say of them. Of those that nobody was asked about, nothing. */
export function checkImages(uses: readonly ImageUse[], view: ImageView, file: string): Problem[] {
  return uses.flatMap((use) => {
    const facts = view.factsOf(use);
    const found = facts ? RULES.flatMap((rule) => rule({ use, facts, view })) : [];
    return found.map(({ part, replacement, ...finding }): Problem => {
      const range = rangeOfPart(use, part);
      return {
        ...finding,
        file,
        range: use.placed.rangeOf(range),
        // What a variable says is not written there.
        ...(replacement !== undefined && use.placed.isWritten(range) ? { replacement } : {}),
      };
    });
  });
}
