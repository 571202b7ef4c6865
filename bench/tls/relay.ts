import { connect, createServer, type Socket } from 'node:net';

/**
 * A relay that stands in for distance, started as `node relay.ts PORT TO-PORT ONE-WAY-MS FIRST COUNT`: it listens on COUNT
 * addresses of loopback from 127.0.FIRST.1 on. Everything takes so long each way, the set-up of a connection included: the kernel
 * accepts at once, so the first bytes of the client wait for the round trip that a SYN and its answer would have taken.
 */
const [port = 0, to = 0, oneWay = 0, first = 0, count = 1] = process.argv.slice(2).map(Number);

function relay(client: Socket): void {
  const opened = performance.now();
  const server = connect({ host: '127.0.0.1', port: to, noDelay: true });
  client.setNoDelay(true);
  const after = (ms: number, act: () => void): void => {
    setTimeout(act, Math.max(0, ms));
  };
  client.on('error', () => {}).on('close', () => after(oneWay, () => server.destroy()));
  server.on('error', () => {}).on('close', () => after(oneWay, () => client.destroy()));
  // What fires first takes what came first: two timers that are due together may fire in either order.
  const sent: Buffer[] = [];
  client.on('data', (data) => {
    const now = performance.now();
    sent.push(data);
    after(Math.max(now + oneWay, opened + 3 * oneWay) - now, () => server.write(sent.shift() ?? ''));
  });
  server.on('data', (data) => after(oneWay, () => client.write(data)));
}

for (let at = 0; at < count; at += 1) {
  createServer(relay).listen(port, `127.0.${first + Math.floor(at / 250)}.${1 + (at % 250)}`, 511);
}
