import { connectEngine } from '../../../api/startEngine';
import { NO_SERVICES, servicesOnHost } from '../../../spec/compose/servicesOnHost';
import type { ServicesOnHost } from '../../../spec/compose/servicesOnHost';

/** Services that listen on this machine, as an engine says that runs; none is started for this, and one that cannot answer is none. */
export async function runningOnHost(): Promise<ServicesOnHost> {
  try {
    const client = await connectEngine();
    return client ? await servicesOnHost((path) => client.json('GET', path)) : NO_SERVICES;
  } catch {
    return NO_SERVICES;
  }
}
