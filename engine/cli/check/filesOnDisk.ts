import { readdirSync } from 'node:fs';
import type { SpecFiles } from '../../../spec/check/specFindings';
import { kindOf } from '../../../spec/host/kindOf';
import { readSmallFile } from '../../../spec/readSmallFile';

function listNames(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** What a spec names, as it lies on this machine. */
export const filesOnDisk: SpecFiles = { env: process.env, readFile: readSmallFile, kindOf, listNames };
