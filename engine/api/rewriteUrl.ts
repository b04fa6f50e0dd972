import { invalid } from '../faults';
import { API_VERSION, MIN_API_VERSION } from '../version';

const VERSIONED = /^\/v(\d+)\.(\d+)(?=\/)/;
/** Image names have slashes, which clients do not escape. */
const IMAGE_VERB = /^\/(images|distribution)\/(.+)\/(json|history|tag|push|get)$/;
const FIXED = new Set(['/images/json', '/images/create', '/images/load', '/images/get', '/images/prune', '/images/search']);

/** `/v1.43/images/a/b/json?x` → `/images/a%2Fb/json?x`: the router knows neither versions nor names with slashes. */
export function rewriteUrl(url: string, method: string): string {
  const unversioned = withoutVersion(url);
  const question = unversioned.indexOf('?');
  const path = question < 0 ? unversioned : unversioned.slice(0, question);
  const search = question < 0 ? '' : unversioned.slice(question);
  return escapeName(path, method) + search;
}

function withoutVersion(url: string): string {
  return url.replace(VERSIONED, '');
}

/** Thrown before a route is looked for, with Docker's words. */
export function checkVersion(url: string): void {
  const match = VERSIONED.exec(url);
  if (match === null) return;
  const asked = `${match[1] ?? ''}.${match[2] ?? ''}`;
  if (compare(asked, API_VERSION) > 0)
    throw invalid(`client version ${asked} is too new. Maximum supported API version is ${API_VERSION}`);
  if (compare(asked, MIN_API_VERSION) < 0)
    throw invalid(`client version ${asked} is too old. Minimum supported API version is ${MIN_API_VERSION}`);
}

function compare(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor === bMajor ? aMinor - bMinor : aMajor - bMajor;
}

function escapeName(path: string, method: string): string {
  if (FIXED.has(path)) return path;
  const [, resource, name, verb] = IMAGE_VERB.exec(path) ?? [];
  if (resource !== undefined && name !== undefined && verb !== undefined) return `/${resource}/${escaped(name)}/${verb}`;
  if (method === 'DELETE' && path.startsWith('/images/')) return `/images/${escaped(path.slice('/images/'.length))}`;
  return path;
}

function escaped(name: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(name));
  } catch {
    return encodeURIComponent(name);
  }
}
