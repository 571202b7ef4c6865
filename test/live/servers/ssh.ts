import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { freePort, type RunningServer } from './program.ts';
import { argvInTree, placeInTree, startInTree } from './server-tree.ts';

const run = promisify(execFile);

/** OpenSSH of the tree with fresh host keys of three types. @param settings lines for sshd_config */
export async function startSshd(tree: string, settings: readonly string[] = []): Promise<RunningServer> {
  const port = await freePort();
  const place = await placeInTree(tree, {});
  const { path } = place;
  const types = ['ecdsa', 'ed25519', 'rsa'];
  const lines = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `PidFile ${path}/sshd.pid`,
    ...types.map((type) => `HostKey ${path}/${type}`),
    ...settings,
  ];
  const prepare = [
    'mkdir -p /run/sshd',
    ...types.map((type) => `ssh-keygen -q -N '' -t ${type} -f ${path}/${type}`),
    `cat > ${path}/sshd_config <<'END'\n${lines.join('\n')}\nEND`,
  ];
  const [program, ...rest] = argvInTree({ tree, argv: ['sh', '-ec', prepare.join('\n')] });
  await run(program, rest, { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' } });
  const argv = ['/usr/sbin/sshd', '-D', '-e', '-f', `${path}/sshd_config`] as const;
  return startInTree({ tree, argv, port, place });
}
