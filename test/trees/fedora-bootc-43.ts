import type { Tree } from '../support/tree.ts';
import { fedora43 } from './fedora-43.ts';
import { blsEntry } from './parts/boot.ts';

/**
 * Fedora 43 from a bootc image that asks for fips=1: the deployment that boots next was made with it, the one that is kept for a
 * rollback was made before. Packages lie in the read-only /usr, and /boot/loader is a link to one of two directories.
 */
export async function fedoraBootc43(): Promise<Tree> {
  const whole = Object.entries(await fedora43());
  const kept = whole.filter(([path]) => !path.startsWith('/boot/loader/') && path !== '/etc/default/grub');
  const moved = kept.map(([path, entry]) => [path.replace('/usr/lib/sysimage/rpm/', '/usr/share/rpm/'), entry]);
  return {
    ...Object.fromEntries(moved),
    '/ostree': { link: 'sysroot/ostree' },
    '/sysroot/ostree/deploy/default/var': { dir: true },
    '/usr/lib/bootc/kargs.d/10-fips.toml': 'kargs = ["fips=1"]\n',
    '/usr/lib/bootc/install/00-fedora.toml': '[install.filesystem.root]\ntype = "xfs"\n',
    ...deployment(0, '6.17.8-300.fc43.x86_64', 'fips=1'),
    ...deployment(1, '6.17.4-300.fc43.x86_64', ''),
    '/boot/loader': { link: 'loader.1' },
  };
}

function deployment(place: number, release: string, added: string): Tree {
  const checksum = (place === 0 ? 'c41d' : '7be2').repeat(16);
  const root = 'root=UUID=5c1d7a7e-2b9f-4a3c-8e55-0b6f3d2a9c11 rw';
  const [[, text] = []] = Object.entries(
    blsEntry({
      release,
      title: `Fedora Linux 43 (Forty Three) (ostree:${place})`,
      options: [root, `ostree=/ostree/boot.1/default/${checksum}/0`, added].filter((each) => each !== '').join(' '),
      grubClass: 'fedora',
    }),
  );
  return { [`/boot/loader.1/entries/ostree-${2 - place}.conf`]: text ?? '' };
}
