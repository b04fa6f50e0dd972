/**
 * Answers all that `docker run` asks, at once, and runs nothing: what is left is the time that the command itself takes. Serves the socket named by its argument
 * until it is killed.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const HIJACKED = [
  'HTTP/1.1 101 UPGRADED',
  'Content-Type: application/vnd.docker.raw-stream',
  'Connection: Upgrade',
  'Upgrade: tcp',
  '\r\n',
].join('\r\n');

let attached: Duplex | undefined;
let waiting: ServerResponse | undefined;

const answers: [path: RegExp, answer: (response: ServerResponse) => void][] = [
  [/\/_ping$/, (response) => response.writeHead(200, { 'Api-Version': '1.41', Ostype: 'linux' }).end()],
  [/\/version$/, (response) => response.writeHead(200, JSON_TYPE).end(JSON.stringify({ Version: '0', ApiVersion: '1.41' }))],
  [/\/create$/, (response) => response.writeHead(201, JSON_TYPE).end(JSON.stringify({ Id: '1'.repeat(64), Warnings: [] }))],
  [
    /\/wait$/,
    (response) => {
      response.writeHead(200, JSON_TYPE).flushHeaders();
      waiting = response;
    },
  ],
  [
    /\/start$/,
    (response) => {
      response.writeHead(204).end();
      attached?.end();
      waiting?.end(JSON.stringify({ StatusCode: 0 }));
    },
  ],
];

const server = createServer((request, response) => {
  request.resume();
  const path = (request.url ?? '').replace(/\?.*/, '');
  const found = answers.find(([pattern]) => pattern.test(path));
  if (found) found[1](response);
  else response.writeHead(404, JSON_TYPE).end(JSON.stringify({ message: `nothing at ${path}` }));
});
server.on('upgrade', (_request, connection: Duplex) => {
  connection.on('error', () => connection.destroy());
  connection.write(HIJACKED);
  attached = connection;
});
server.listen(process.argv[2]);
