// Run by askHelper.ts as another user: `node -e <this> <addon> <socket>`, the requests on stdin.
const { openSync, readFileSync } = require('node:fs');
const [, addonPath, socketPath] = process.argv;
const addon = require(addonPath);
const requests = JSON.parse(readFileSync(0, 'utf8'));
const answers = [];

function finish() {
  process.stdout.write(JSON.stringify(answers), () => process.exit(0));
}

function refuse(reason) {
  answers.push({ refused: reason });
  finish();
}

function main() {
  const channel = new addon.Channel(
    addon.connectSeqPacket(socketPath),
    (data) => {
      answers.push(JSON.parse(data.toString()));
      next();
    },
    (error) => refuse(error?.code ?? 'hung up'),
  );
  function next() {
    const request = requests[answers.length];
    if (request === undefined) return finish();
    const { document, file, ...params } = request;
    const fds = [];
    if (document !== undefined) fds.push(addon.sealedMemfd('document', Buffer.from(JSON.stringify(document))));
    if (file !== undefined) fds.push(openSync(file, 'r'));
    channel.send(Buffer.from(JSON.stringify({ id: answers.length + 1, ...params })), fds);
  }
  next();
}

try {
  main();
} catch (error) {
  refuse(error.code ?? error.message);
}
