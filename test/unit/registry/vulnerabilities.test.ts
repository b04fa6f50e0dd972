import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, suite, test } from 'node:test';
import { ImageCatalog } from '../../../registry/ImageCatalog';
import { RegistryClient } from '../../../registry/RegistryClient';
import { OsvClient } from '../../../registry/vulnerabilities/OsvClient';
import { osvQuery } from '../../../registry/vulnerabilities/osvQuery';
import { parsePurl, purlText } from '../../../registry/vulnerabilities/purl';
import { parsePlatform } from '../../../spec/image/platforms';
import { parseReference } from '../../../spec/words/imageReference';
import { pushImage } from '../../support/registry/pushImage';
import { startRegistry } from '../../support/registry/TestRegistry';
import type { Started } from '../../support/registry/TestRegistry';

const QUERIES: [purl: string, query: object | undefined][] = [
  ['pkg:npm/%40scope/name@1.2.3', { package: { purl: 'pkg:npm/%40scope/name@1.2.3' } }],
  ['pkg:pypi/jinja2@2.4.1?a=b#c', { package: { purl: 'pkg:pypi/jinja2@2.4.1' } }],
  ['pkg:golang/github.com/a/b@v1.0.0', { package: { purl: 'pkg:golang/github.com/a/b@v1.0.0' } }],
  [
    'pkg:deb/debian/libssl3@3.0.11-1~deb12u2?arch=amd64&distro=debian-12&upstream=openssl',
    { package: { ecosystem: 'Debian:12', name: 'openssl' }, version: '3.0.11-1~deb12u2' },
  ],
  [
    'pkg:deb/debian/libc-bin@2.36-9%2Bdeb12u4?distro=debian-12.5&upstream=glibc%402.36-9',
    { package: { ecosystem: 'Debian:12', name: 'glibc' }, version: '2.36-9' },
  ],
  [
    'pkg:apk/alpine/libcrypto3@3.1.4-r5?arch=x86_64&distro=alpine-3.19.1&upstream=openssl',
    { package: { ecosystem: 'Alpine:v3.19', name: 'openssl' }, version: '3.1.4-r5' },
  ],
  ['pkg:deb/debian/bash@5', undefined],
  ['pkg:rpm/redhat/bash@5?distro=rhel-9', undefined],
  ['pkg:npm/without-version', undefined],
  ['pkg:npm/%zz@1', undefined],
  ['constructor:x', undefined],
];
for (const [text, expected] of QUERIES)
  test(`${text} is asked after ${expected ? 'by what OSV calls it' : 'not at all'}`, () => {
    const purl = parsePurl(text);
    assert.deepEqual(purl && osvQuery(purl), expected);
  });

test('a package URL is written as it is read', () => {
  assert.equal(purlText(parsePurl('pkg:npm/%40a/b@1%2B2?x=y')!), 'pkg:npm/%40a/b@1%2B2');
});

/** A list of packages as scanners of BuildKit write it. */
const sbom = (...purls: string[]): object => ({
  _type: 'https://in-toto.io/Statement/v0.1',
  predicateType: 'https://spdx.dev/Document',
  predicate: {
    spdxVersion: 'SPDX-2.3',
    packages: purls.map((referenceLocator) => ({
      name: 'any',
      externalRefs: [
        { referenceCategory: 'SECURITY', referenceType: 'cpe23Type', referenceLocator: 'cpe:2.3:a:x:x:1' },
        { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator },
      ],
    })),
  },
});

suite('vulnerabilities of an image', () => {
  let registry: Started;
  let osv: Server;
  let status = 200;
  let asked: { queries: object[] }[] = [];
  const amd64 = parsePlatform('linux/amd64');
  const OPENSSL = 'pkg:deb/debian/libssl3@3.0.11-1?distro=debian-12&upstream=openssl';

  before(async () => {
    registry = await startRegistry();
    const image = { host: registry.host, repository: 'app' };
    const provenance = { predicateType: 'https://slsa.dev/provenance/v0.2', predicate: {} };
    await pushImage({ ...image, tags: ['listed'], attested: [provenance, sbom(OPENSSL, 'pkg:npm/left-pad@1.0.0', OPENSSL)] });
    await pushImage({ ...image, tags: ['unlisted'], attested: [provenance], content: 'other' });
    await pushImage({ ...image, tags: ['plain'] });
    // The service is not reached from tests: this answers with the shape that its API description gives to v1BatchVulnerabilityList.
    osv = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        const { queries } = JSON.parse(body) as { queries: { package: { name?: string } }[] };
        asked.push({ queries });
        const ids = ['CVE-2024-0001', 'DSA-5532-1'].map((id) => ({ id, modified: '2024-01-01T00:00:00Z' }));
        const results = queries.map((query) => (query.package.name === 'openssl' ? { vulns: ids } : {}));
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ results }));
      });
    }).listen(0, '127.0.0.1');
    await once(osv, 'listening');
  });
  beforeEach(() => {
    asked = [];
    status = 200;
  });
  after(async () => {
    osv.closeAllConnections();
    osv.close();
    await registry.stop();
  });

  const catalog = (): ImageCatalog =>
    new ImageCatalog(new RegistryClient({ allows: () => true }), {
      osv: new OsvClient(`http://127.0.0.1:${(osv.address() as AddressInfo).port}`),
    });

  async function vulnerable(tag: string, from = catalog()): Promise<readonly object[]> {
    const reference = parseReference(`${registry.host}/app:${tag}`)!;
    const { digest = '' } = await from.facts(reference, amd64, 'platforms');
    return from.vulnerable({ ...reference, digest }, amd64);
  }

  test('are those of what its builder listed, each asked after once', async () => {
    const from = catalog();
    const expected = [{ name: 'openssl', version: '3.0.11-1', vulnerabilities: ['CVE-2024-0001', 'DSA-5532-1'] }];
    assert.deepEqual(await vulnerable('listed', from), expected);
    assert.deepEqual(await vulnerable('listed', from), expected);
    assert.deepEqual(asked, [
      {
        queries: [
          { package: { ecosystem: 'Debian:12', name: 'openssl' }, version: '3.0.11-1' },
          { package: { purl: 'pkg:npm/left-pad@1.0.0' } },
        ],
      },
    ]);
  });

  test('are not looked for in an image without a list', async () => {
    assert.deepEqual(await vulnerable('unlisted'), []);
    assert.deepEqual(await vulnerable('plain'), []);
    assert.deepEqual(asked, []);
  });

  test('are not known when the database does not answer', async () => {
    status = 503;
    await assert.rejects(vulnerable('listed'), /answered with status 503/);
    status = 400;
    await assert.rejects(vulnerable('listed'), /no results/);
  });
});
