import { haproxyGroups } from '../../../codec/servers/haproxy-groups.ts';
import { targetPath } from '../../../facts/locator.ts';
import type { FileView } from '../../../target/views.ts';
import { filesBy, type ServerReader, textOf } from './texts.ts';

/** HAProxy: the files and directories that `-f` or `--` names, in order. */
export const haproxy: ServerReader = {
  server: 'HAProxy',
  programs: ['haproxy'],
  async read({ files, process: { argv }, place }) {
    const named = argv.flatMap((word, index) => (word === '-f' ? [argv[index + 1] ?? ''] : []));
    const behind = argv.includes('--') ? argv.slice(argv.indexOf('--') + 1) : [];
    const given = [...named, ...behind];
    const all = await Promise.all((given.length > 0 ? given : ['/etc/haproxy/haproxy.cfg']).map(filesOf(files)));
    return haproxyGroups(await Promise.all(all.flat().map((file) => textOf(files, file))), place);
  },
};

/** Of a directory those whose name ends in `.cfg`. Source: HAProxy management guide, 3. */
function filesOf(files: FileView): (path: string) => Promise<readonly string[]> {
  return async (path) => {
    const entry = await files.follow(targetPath(path));
    const isDirectory = entry.state === 'seen' && entry.value.type === 'dir';
    return isDirectory ? filesBy(files, `${path}/*.cfg`) : [path];
  };
}
