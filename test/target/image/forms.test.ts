import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openImages } from '../../../src/target/image/open-image.ts';
import { readPlatformText } from '../../../src/target/image/platform.ts';
import {
  archived,
  dockerSave,
  type Files,
  type ImagePlan,
  json,
  ociLayout,
  sha256,
  writeArchive,
  writeLayout,
} from '../../support/image.ts';
import { contents } from '../../support/opened-image.ts';

const PLAN: ImagePlan = {
  layers: [{ tree: { '/a': 'lower', '/b': 'lower' } }, { tree: { '/b': 'upper' } }],
  config: { Env: ['A=1', 'A=2'], Entrypoint: ['/bin/x'], Cmd: null, Labels: { l: 'v' } },
  tag: 'shop:1',
};

async function opened(
  path: string,
  form: 'oci-dir' | 'oci-archive' | 'docker-archive' | undefined,
  platforms = [undefined] as Parameters<typeof openImages>[0]['platforms'],
) {
  return openImages({ path, form, platforms });
}

async function refusal(files: Files, form: 'oci-archive' | 'docker-archive' | undefined = undefined): Promise<string> {
  try {
    const targets = await opened(await writeArchive(archived(files)), form);
    for (const target of targets) await contents(target, ['/a']);
    return 'taken';
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : 'thrown';
  }
}

describe('one image', () => {
  it.each<[string, () => Promise<string>, 'oci-dir' | 'oci-archive' | 'docker-archive' | undefined]>([
    ['a layout', () => writeLayout(ociLayout(PLAN)), 'oci-dir'],
    ['a layout by a relative path', async () => relative('', await writeLayout(ociLayout(PLAN))), 'oci-dir'],
    ['an archive of a layout', () => writeArchive(archived(ociLayout(PLAN))), 'oci-archive'],
    ['a gzipped archive of a layout', () => writeArchive(archived(ociLayout(PLAN), 'gzip')), undefined],
    ['an archive of a layout in zstd', () => writeArchive(archived(ociLayout(PLAN), 'zstd')), undefined],
    ['an old archive of docker save', () => writeArchive(archived(dockerSave('old', PLAN))), 'docker-archive'],
    ['a new archive of docker save', () => writeArchive(archived(dockerSave('new', PLAN))), 'docker-archive'],
    [
      'a new archive of docker save, taken for a layout',
      () => writeArchive(archived(dockerSave('new', PLAN))),
      undefined,
    ],
  ])('is the same from %s', async (_, write, form) => {
    const [target, ...others] = await opened(await write(), form);
    expect(others).toEqual([]);
    if (target === undefined) throw new Error('one image');
    expect(await contents(target, ['/a', '/b'])).toEqual({ '/a': 'lower', '/b': 'upper' });
    const configuration = target.views.image?.configuration;
    expect([...(configuration?.environment ?? [])]).toEqual([['A', '2']]);
    expect(configuration?.entrypoint).toEqual(['/bin/x']);
    expect(target.kind).toBe('image');
    await target.close();
  });

  it('follows the links that old archives have for equal layers', async () => {
    const files = new Map(dockerSave('old', { layers: [{ tree: { '/a': 'x' } }] }));
    const [layer = ''] = [...files.keys()].filter((name) => name.endsWith('layer.tar'));
    const { tar } = await import('../../support/tar.ts');
    const parts = [...files].map(([name, data]) =>
      name === layer ? { name: 'other/layer.tar', data } : { name, data },
    );
    const path = await writeArchive(tar([{ name: layer, flag: '2', link: '../other/layer.tar' }, ...parts]));
    const [target] = await opened(path, undefined);
    if (target === undefined) throw new Error('one image');
    expect(await contents(target, ['/a'])).toEqual({ '/a': 'x' });
  });
});

describe('several images', () => {
  const several = ociLayout(
    { ...PLAN, platform: { os: 'linux', architecture: 'amd64' } },
    { ...PLAN, platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } },
    { ...PLAN, platform: { os: 'linux', architecture: 's390x' } },
  );
  const names = async (...platforms: readonly string[]) => {
    const choices = platforms.map((each) => (each === 'all' ? each : readPlatformText(each)));
    const path = await writeLayout(several);
    return (await opened(path, 'oci-dir', choices)).map(({ name }) => name.slice(path.length));
  };

  it('are chosen by platform', async () => {
    expect(await names('linux/arm64')).toEqual([' (shop:1, linux/arm64/v8)']);
    expect(await names('linux/arm64/v8', 'linux/s390x')).toEqual([
      ' (shop:1, linux/arm64/v8)',
      ' (shop:1, linux/s390x)',
    ]);
    expect((await names('all')).length).toBe(3);
  });

  it('are those for this machine unless one asks for others', async () => {
    const path = await writeLayout(several);
    const machine = process.arch === 'arm64' ? 'linux/arm64/v8' : 'linux/amd64';
    expect((await opened(path, 'oci-dir')).map(({ name }) => name.slice(path.length))).toEqual([
      ` (shop:1, ${machine})`,
    ]);
  });

  it('are named where none fits', async () => {
    await expect(names('linux/riscv64')).rejects.toThrow(
      'it has no image for linux/riscv64, only for linux/amd64, linux/arm64/v8, linux/s390x',
    );
    await expect(names('linux/arm64/v7')).rejects.toThrow('it has no image for linux/arm64/v7');
  });

  it('do not count statements of provenance', async () => {
    const files = new Map(ociLayout(PLAN));
    const index = JSON.parse(new TextDecoder().decode(files.get('index.json')));
    const attestation = { ...index.manifests[0], platform: { os: 'unknown', architecture: 'unknown' } };
    files.set('index.json', json({ ...index, manifests: [...index.manifests, attestation] }));
    expect((await opened(await writeLayout(files), 'oci-dir', ['all'])).length).toBe(1);
  });
});

describe('a damaged image', () => {
  const changed = (change: (files: Map<string, Uint8Array>) => void): Files => {
    const files = new Map(ociLayout({ layers: [{ tree: { '/a': 'x' }, compression: 'none' }] }));
    change(files);
    return files;
  };
  const blobOf = (files: Files, part: string) =>
    [...files].find(
      ([name, data]) => name.startsWith('blobs/') && new TextDecoder().decode(data).includes(part),
    )?.[0] ?? '';
  const patched = (files: Map<string, Uint8Array>, part: string, patch: (bytes: Buffer) => Uint8Array): void => {
    const name = blobOf(files, part);
    files.set(name, patch(Buffer.from(files.get(name) ?? [])));
  };

  it('is refused where a layer, a configuration or a manifest has another digest', async () => {
    const flip = (bytes: Buffer) => {
      bytes[bytes.indexOf('x')] = 0x79;
      return bytes;
    };
    const layer = changed((files) => patched(files, 'ustar', (bytes) => bytes.fill('y', 512, 513)));
    expect(await refusal(layer)).toMatch(
      /^TargetError: layer sha256:.*its content has the digest sha256:[0-9a-f]{64}$/,
    );
    expect(await refusal(changed((files) => patched(files, '"rootfs"', flip)))).toMatch(/its content has the digest/);
    expect(await refusal(changed((files) => patched(files, '"config"', (bytes) => bytes.fill(' ', 0, 1))))).toMatch(
      /its content has the digest/,
    );
  });

  it('is refused where a size is wrong', async () => {
    const longer = changed((files) => patched(files, 'ustar', (bytes) => Buffer.concat([bytes, Buffer.alloc(512)])));
    expect(await refusal(longer)).toMatch(/has more bytes, 2048 are promised$/);
    const shorter = changed((files) => patched(files, 'ustar', (bytes) => bytes.subarray(0, 1024)));
    expect(await refusal(shorter)).toMatch(/has 1024 bytes, 2048 are promised$/);
  });

  it('is refused where the digest of the unpacked layer is wrong', async () => {
    const plan = { layers: [{ tree: { '/a': 'x' }, compression: 'gzip' as const }] };
    const files = new Map(ociLayout(plan));
    const other = new Map(ociLayout({ layers: [{ tree: { '/a': 'y' }, compression: 'gzip' }] }));
    const manifest = JSON.parse(new TextDecoder().decode(files.get(blobOf(files, '"layers":['))));
    const wrong = JSON.parse(new TextDecoder().decode(other.get(blobOf(other, '"layers":['))));
    for (const [name, data] of other) if (!files.has(name)) files.set(name, data);
    const mixed = json({ ...manifest, layers: wrong.layers });
    files.set(`blobs/sha256/${sha256(mixed)}`, mixed);
    files.set(
      'index.json',
      json({ schemaVersion: 2, manifests: [{ digest: `sha256:${sha256(mixed)}`, size: mixed.length }] }),
    );
    expect(await refusal(files)).toMatch(/unpacked: its content has the digest/);
  });

  it('is refused where a piece is missing', async () => {
    expect(await refusal(changed((files) => files.delete(blobOf(files, 'ustar'))))).toMatch(/it has no blobs\/sha256/);
    expect(await refusal(changed((files) => files.delete('index.json')))).toBe(
      'TargetError: it has neither oci-layout and index.json nor manifest.json',
    );
    expect(
      await refusal(
        changed((files) => files.delete('oci-layout')),
        'oci-archive',
      ),
    ).toBe('TargetError: it is no OCI layout: it has no oci-layout and index.json');
  });

  it('is refused where the archive is none', async () => {
    const path = await writeArchive(Buffer.from('no archive at all '.repeat(100)));
    await expect(opened(path, undefined)).rejects.toThrow(
      'it is no image, or a damaged one: header: its checksum is wrong',
    );
  });

  it('is refused where a docker archive names other layers than its configuration', async () => {
    const files = new Map(dockerSave('old', PLAN));
    const [first, second] = [...files.keys()].filter((name) => name.endsWith('layer.tar'));
    const manifest = JSON.parse(new TextDecoder().decode(files.get('manifest.json')));
    files.set('manifest.json', json([{ ...manifest[0], Layers: [second, first] }]));
    expect(await refusal(files)).toMatch(/unpacked: its content has the digest/);
    files.set('manifest.json', json([{ ...manifest[0], Layers: [first] }]));
    expect(await refusal(files)).toMatch(/has the digests of 2 layers, the image has 1$/);
  });
});
