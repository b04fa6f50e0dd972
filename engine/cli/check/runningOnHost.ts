import { connectEngine } from '../../../api/startEngine';
import { servicesOnHost } from '../../../spec/compose/servicesOnHost';

/** Services that listen on this machine, as an engine says that runs; none is started for this, and one that cannot answer is none. */
export async function runningOnHost(): Promise<ReadonlySet<string>> {
  try {
    const client = await connectEngine();
    return servicesOnHost(await client?.json('GET', '/containers/json'));
  } catch {
    return new Set();
  }
}
