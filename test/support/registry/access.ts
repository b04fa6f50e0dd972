import { execFileSync } from 'node:child_process';
import { createSign, randomUUID, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Access } from './TestRegistry';

export const USER = 'reader';
export const PASSWORD = 's3cret-word';
export const BASIC = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;

/** Lets in who has the password, of which this is the bcrypt hash. */
export const PASSWORD_ACCESS: Access = {
  files: { htpasswd: `${USER}:$2b$04$tcNWTsoSGqq3xzeEctJBwuo2pgHejkoG2YTjMjmX2LVWa/9m5aGbW\n` },
  auth: { htpasswd: { realm: 'test', path: 'FOLDER/htpasswd' } },
};

const ISSUER = 'test-issuer';
const SERVICE = 'test-registry';

function keyAndCertificate(): { key: string; certificate: string } {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-key-'));
  try {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=test'];
    execFileSync('openssl', [...request, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
    return { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface TokenService {
  access: Access;
  /** What was asked for: the scopes, and who asked. */
  asked: { scope: string; authorization: string | undefined }[];
  /** A token for anything, as pushers have it. */
  token: (repository: string, actions: string[]) => string;
  stop: () => void;
}

/** A service for tokens as the distribution project describes it: signed, for one repository, to who has the password or, of `public/`, to everybody. */
export async function startTokenService(): Promise<TokenService> {
  const { key, certificate } = keyAndCertificate();
  const x5c = [new X509Certificate(certificate).raw.toString('base64')];
  const token = (name: string, actions: string[]): string => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      ...{ iss: ISSUER, sub: USER, aud: SERVICE, jti: randomUUID() },
      ...{ iat: now - 60, nbf: now - 60, exp: now + 600, access: [{ type: 'repository', name, actions }] },
    };
    const signed = [{ typ: 'JWT', alg: 'RS256', x5c }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    const signature = createSign('sha256').update(signed.join('.')).sign(key).toString('base64url');
    return [...signed, signature].join('.');
  };
  const asked: TokenService['asked'] = [];
  const answer = (url: URL, { authorization }: IncomingHttpHeaders): object | undefined => {
    const scope = url.searchParams.get('scope') ?? '';
    asked.push({ scope, authorization });
    const [, repository = '', actions = ''] = scope.split(':');
    const isAllowed = authorization === BASIC || (authorization === undefined && repository.startsWith('public/'));
    return isAllowed && url.searchParams.get('service') === SERVICE
      ? { token: token(repository, actions.split(',')), expires_in: 300 }
      : undefined;
  };
  const server = createServer((request, response) => {
    const found = answer(new URL(request.url ?? '', 'http://x'), request.headers);
    response.writeHead(found ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(found ?? { details: 'no' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const realm = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  const access: Access = {
    files: { 'root.pem': certificate },
    auth: { token: { realm, service: SERVICE, issuer: ISSUER, rootcertbundle: 'FOLDER/root.pem' } },
  };
  return { access, asked, token, stop: () => void server.close() };
}
