import { expect, it } from 'vitest';
import { osForm } from '../../src/collect/os-form.ts';
import { harvestOf } from '../support/harvest.ts';
import { kernelOf } from '../support/kernel.ts';
import type { Tree } from '../support/tree.ts';

async function formOf(tree: Tree, mountinfo?: string) {
  const harvest = await harvestOf(osForm, tree, mountinfo === undefined ? {} : { kernel: kernelOf({ mountinfo }) });
  expect(harvest.gaps).toEqual([]);
  return harvest.facts.map(({ value }) => value);
}

const RW_ROOT = '27 1 254:0 / / rw,relatime - ext4 /dev/vda rw';

it('finds no mark on a plain system', async () => {
  expect(await formOf({ '/etc/os-release': 'ID=debian\n' }, RW_ROOT)).toEqual([
    { immutable: false, container: false, marks: [] },
  ]);
});

it.each<[string, Tree, string]>([
  ['Fedora CoreOS', { '/ostree/repo/config': '' }, 'ostree deployment (/ostree)'],
  ['a bootc image', { '/usr/lib/bootc/kargs.d/01.toml': '' }, 'bootc image (/usr/lib/bootc/kargs.d)'],
  ['MicroOS', { '/usr/sbin/transactional-update': '' }, 'updated by transactional-update, root read-only'],
  [
    'Azure Container Linux',
    { '/usr/lib/os-release': 'ID=azurelinux\nVARIANT_ID=azurecontainerlinux\n' },
    'os-release VARIANT_ID=azurecontainerlinux: /usr is read-only with dm-verity',
  ],
  ['Flatcar', { '/etc/os-release': 'ID=flatcar\n' }, 'os-release ID=flatcar: /usr is read-only with dm-verity'],
])('knows %s for immutable', async (_, tree, mark) => {
  expect(await formOf(tree)).toEqual([{ immutable: true, container: false, marks: [mark] }]);
});

it('sees on the live host that /usr is mounted read-only', async () => {
  const mounts = `${RW_ROOT}\n30 27 254:1 / /usr ro,relatime - ext4 /dev/mapper/usr ro`;
  expect(await formOf({}, mounts)).toEqual([
    { immutable: true, container: false, marks: ['/usr is mounted read-only (ext4)'] },
  ]);
});

it.each<[string, Tree, string | undefined, string]>([
  ['Docker', { '/.dockerenv': '' }, undefined, 'Docker container (/.dockerenv)'],
  ['Podman', { '/run/.containerenv': 'engine="podman-5"\n' }, undefined, 'Podman container (/run/.containerenv)'],
  [
    'a Kubernetes pod',
    {},
    `${RW_ROOT}\n31 27 254:1 /var/lib/kubelet/pods/0d1c/etc-hosts /etc/hosts rw,relatime - ext4 /dev/sda1 rw`,
    '/etc/hosts comes from a container engine',
  ],
  [
    'an overlay of containerd',
    {},
    '27 1 0:99 / / rw,relatime - overlay overlay rw,lowerdir=/var/lib/containerd/io.containerd/1/fs',
    '/ comes from a container engine',
  ],
])('knows %s for a container', async (_, tree, mountinfo, mark) => {
  expect(await formOf(tree, mountinfo)).toEqual([{ immutable: false, container: true, marks: [mark] }]);
});

it('leaves a gap where the mounts cannot be read', async () => {
  const harvest = await harvestOf(osForm, {}, { kernel: kernelOf({}, { mountinfo: 'permission' }) });
  expect(harvest.gaps).toEqual([
    { kind: 'os.form', subject: 'operating system', why: 'kernel mountinfo: permission denied' },
  ]);
});
