import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Addon from '../../runtime-native/addon/bulkhead';

export type BulkheadAddon = typeof Addon;

/** Beside the bundle, unless `BULKHEAD_ADDON` says otherwise. */
export function loadAddon(): BulkheadAddon {
  const path = process.env['BULKHEAD_ADDON'] ?? join(__dirname, 'bulkhead.node');
  return createRequire(__filename)(path) as BulkheadAddon;
}
