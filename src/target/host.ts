import { hostname } from 'node:os';
import { targetPath } from '../facts/locator.ts';
import type { Admission } from './admission.ts';
import { hostCommands } from './commands.ts';
import { hostKernel } from './kernel.ts';
import { hostListeners } from './listeners.ts';
import { hostOpenssl } from './openssl-process.ts';
import { rootTree } from './root-tree.ts';
import type { Target } from './views.ts';

/** What may be done on this machine beside reading files. */
export interface HostOptions {
  /** Run its programs. */
  readonly exec: boolean;
  /** Talk to its listeners, through this gate; null: do not. */
  readonly listeners: Admission | null;
}

/** This machine: its files from /, its kernel, its programs and its listeners. */
export async function openHost(options: HostOptions): Promise<Target> {
  const files = rootTree('/');
  const machineId = await files.read(targetPath('/etc/machine-id'), 128);
  const id = machineId.state === 'seen' ? new TextDecoder().decode(machineId.value).trim() : '';
  const still = { files, kernel: hostKernel() };
  const views = options.listeners === null ? still : { ...still, listeners: hostListeners(options.listeners) };
  return {
    kind: 'host',
    name: hostname(),
    identity: id === '' ? { by: 'path', value: hostname() } : { by: 'machine-id', value: id },
    views: options.exec ? { ...views, commands: hostCommands(), openssl: hostOpenssl() } : views,
    close: async () => {},
  };
}
