import type { HijackRoute, Route } from '../Route';
import { bulkheadRoutes } from './bulkhead';
import { commandHijack } from './command';
import { attachHijack, containerIoRoutes } from './containerIo';
import { containerRoutes } from './containers';
import { execHijack, execRoutes } from './exec';
import { imageRoutes } from './images';
import { networkRoutes } from './networks';
import { systemRoutes } from './system';
import { volumeRoutes } from './volumes';

export const routes: Route[] = [
  ...systemRoutes,
  ...containerRoutes,
  ...containerIoRoutes,
  ...execRoutes,
  ...imageRoutes,
  ...networkRoutes,
  ...volumeRoutes,
  ...bulkheadRoutes,
];

export const hijackRoutes: HijackRoute[] = [attachHijack, execHijack, commandHijack];

/** Parts of Docker's API that clients ask for and that are not here: 501 says so, where 404 would mean a thing of that name. */
export const unavailablePaths = [
  /^\/(build|session|grpc|commit|auth|distribution|plugins)(\/|$)/,
  /^\/(swarm|nodes|services|tasks|secrets|configs)(\/|$)/,
  /^\/images\/(search|get|[^/]+\/get|[^/]+\/push)$/,
  /^\/containers\/[^/]+\/(archive|changes|export|update|checkpoints|attach\/ws)$/,
  /^\/networks\/[^/]+\/(connect|disconnect)$/,
];
