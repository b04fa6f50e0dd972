import { DEFAULT_REGISTRY } from '../spec/words/imageReference';

/** Public registries that much is pulled from, and that everybody may ask. */
export const PUBLIC_HOSTS: readonly string[] = [
  DEFAULT_REGISTRY,
  'ghcr.io',
  'quay.io',
  'mcr.microsoft.com',
  'gcr.io',
  'registry.k8s.io',
  'public.ecr.aws',
  'registry.gitlab.com',
  'lscr.io',
];

/** Hosts whose API has another name. */
const API_HOSTS: Readonly<Record<string, string>> = { [DEFAULT_REGISTRY]: 'registry-1.docker.io' };

const apiHost = (host: string): string => (Object.hasOwn(API_HOSTS, host) ? (API_HOSTS[host] ?? host) : host);

/** Only this machine: a name such as `localhost.example.org` is somebody else's. */
function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(host);
}

/** Without TLS only where nobody is on the way. */
export const baseUrl = (host: string): string => `${isLoopback(host) ? 'http' : 'https'}://${apiHost(host)}`;

/** An address that a registry names may be gone to over TLS, or without where the registry is this machine and so is the address. */
export function isSafeAddress(url: URL, from: string): boolean {
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.host) && isLoopback(from));
}
