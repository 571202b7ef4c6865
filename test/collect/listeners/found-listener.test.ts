import { expect, it } from 'vitest';
import { foundListeners } from '../../../src/collect/listeners/found-listener.ts';
import type { ListeningLook, ListeningProcess } from '../../../src/target/listeners.ts';

const OWN = ['127.0.0.1', '192.0.2.7', '::1', '2001:db8::7', 'fe80::1%eth0'];

function look(
  sockets: readonly (readonly [address: string, port: number, inode: number])[],
  processes: readonly ListeningProcess[] = [],
): ListeningLook {
  const listening = sockets.map(([address, port, inode]) => ({ address, port, inode, uid: 0 }));
  return {
    sockets: [{ state: 'seen', value: { listening, doubtful: 0 }, at: { in: 'kernel', name: 'net/tcp' } }],
    processes,
    unseenProcesses: 0,
    ownAddresses: OWN,
  };
}

function process(path: string, inodes: readonly number[]): ListeningProcess {
  const at = { in: 'kernel', name: 'process exe' } as const;
  return {
    inodes,
    name: path.slice(-15),
    executable: { state: 'seen', value: { path, deleted: false }, at },
    libraries: { state: 'seen', value: [], at },
    showProgram: () => ({ state: 'absent', at }),
    argv: [],
    environment: {},
    root: null,
  };
}

function told(given: ListeningLook): readonly string[] {
  return foundListeners(given).map(
    ({ subject, addresses, tryAt }) => `${subject}: ${addresses.join(' ')}; tried at ${tryAt}`,
  );
}

it('makes one listener of the sockets of one program on one port, and tries it at loopback', () => {
  const nginx = process('/usr/sbin/nginx', [1, 2, 3]);
  expect(
    told(
      look(
        [
          ['0.0.0.0', 443, 1],
          ['::', 443, 2],
          ['192.0.2.7', 80, 3],
        ],
        [nginx],
      ),
    ),
  ).toEqual([
    'listener tcp/80 (nginx): 192.0.2.7; tried at 192.0.2.7',
    'listener tcp/443 (nginx): 0.0.0.0 ::; tried at 127.0.0.1',
  ]);
});

it('does not try at an address that belongs to another socket', () => {
  const [nginx, stub] = [process('/usr/sbin/nginx', [1]), process('/usr/bin/stub', [2])];
  expect(
    told(
      look(
        [
          ['0.0.0.0', 443, 1],
          ['127.0.0.1', 443, 2],
        ],
        [nginx, stub],
      ),
    ),
  ).toEqual([
    'listener tcp/443 (nginx): 0.0.0.0; tried at 192.0.2.7',
    'listener tcp/443 (stub): 127.0.0.1; tried at 127.0.0.1',
  ]);
  expect(
    told(
      look(
        [
          ['::', 443, 1],
          ['0.0.0.0', 443, 2],
        ],
        [nginx, stub],
      ),
    ),
  ).toEqual(['listener tcp/443 (nginx): ::; tried at ::1', 'listener tcp/443 (stub): 0.0.0.0; tried at 127.0.0.1']);
});

it('reaches a link-local address with its zone, and one of IPv4 in IPv6 as what it is', () => {
  expect(
    told(
      look([
        ['fe80::1', 1, 1],
        ['::ffff:127.0.0.1', 2, 2],
        ['127.0.0.53', 53, 3],
      ]),
    ),
  ).toEqual([
    'listener tcp/1: fe80::1; tried at fe80::1%eth0',
    'listener tcp/2: ::ffff:127.0.0.1; tried at 127.0.0.1',
    'listener tcp/53: 127.0.0.53; tried at 127.0.0.53',
  ]);
});

it('never tries an address that is not of this machine', () => {
  expect(told(look([['198.51.100.1', 443, 1]]))).toEqual(['listener tcp/443: 198.51.100.1; tried at undefined']);
});

it('tells two of one name apart by their address', () => {
  const programs = [process('/usr/sbin/proxy', [1]), process('/opt/proxy', [2])];
  expect(
    told(
      look(
        [
          ['127.0.0.1', 443, 1],
          ['192.0.2.7', 443, 2],
        ],
        programs,
      ),
    ),
  ).toEqual([
    'listener tcp/443 (proxy) on 127.0.0.1: 127.0.0.1; tried at 127.0.0.1',
    'listener tcp/443 (proxy) on 192.0.2.7: 192.0.2.7; tried at 192.0.2.7',
  ]);
});
