import { randomBytes, randomInt } from 'node:crypto';
import { invalid } from '../faults';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

const QUALITIES = [
  ...[
    'amber',
    'bold',
    'brisk',
    'calm',
    'clear',
    'coastal',
    'deep',
    'eager',
    'fair',
    'fleet',
    'gentle',
    'golden',
    'hardy',
    'keen',
    'level',
  ],
  ...[
    'lively',
    'lunar',
    'mellow',
    'misty',
    'nimble',
    'northern',
    'polar',
    'quiet',
    'rapid',
    'sandy',
    'silver',
    'steady',
    'stout',
    'swift',
    'tidal',
  ],
];
const VESSELS = [
  ...[
    'barge',
    'brig',
    'caravel',
    'catamaran',
    'clipper',
    'coaster',
    'cog',
    'corvette',
    'cutter',
    'dhow',
    'dinghy',
    'ferry',
    'frigate',
    'galleon',
  ],
  ...[
    'junk',
    'kayak',
    'ketch',
    'lighter',
    'lugger',
    'packet',
    'pinnace',
    'raft',
    'schooner',
    'skiff',
    'sloop',
    'tanker',
    'trawler',
    'tug',
    'yawl',
  ],
];

export function newContainerId(): string {
  return randomBytes(32).toString('hex');
}

/** Without the leading slash of Docker's API. */
export function checkedName(name: string): string {
  const bare = name.replace(/^\//, '');
  if (!NAME.test(bare)) throw invalid(`Invalid container name (${bare}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
  return bare;
}

export function randomName(taken: (name: string) => boolean): string {
  for (let attempt = 0; ; attempt++) {
    const base = `${QUALITIES[randomInt(QUALITIES.length)] ?? ''}_${VESSELS[randomInt(VESSELS.length)] ?? ''}`;
    const name = attempt < 3 ? base : `${base}${String(randomInt(1000))}`;
    if (!taken(name)) return name;
  }
}
