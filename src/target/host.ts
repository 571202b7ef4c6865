import { hostname } from 'node:os';
import { targetPath } from '../facts/locator.ts';
import { hostCommands } from './commands.ts';
import { hostKernel } from './kernel.ts';
import { hostOpenssl } from './openssl-process.ts';
import { rootTree } from './root-tree.ts';
import type { Target } from './views.ts';

/** This machine: its files from /, its kernel, and its programs unless `exec` is false. */
export async function openHost(options: { readonly exec: boolean }): Promise<Target> {
  const files = rootTree('/');
  const machineId = await files.read(targetPath('/etc/machine-id'), 128);
  const id = machineId.state === 'seen' ? new TextDecoder().decode(machineId.value).trim() : '';
  const views = { files, kernel: hostKernel() };
  return {
    kind: 'host',
    name: hostname(),
    identity: id === '' ? { by: 'path', value: hostname() } : { by: 'machine-id', value: id },
    views: options.exec ? { ...views, commands: hostCommands(), openssl: hostOpenssl() } : views,
    close: async () => {},
  };
}
