import { execFile } from 'node:child_process';
import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { targetPath } from '../../src/facts/locator.ts';
import { openImages } from '../../src/target/image/open-image.ts';
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
} from '../support/image.ts';
import { contents, openedImage } from '../support/opened-image.ts';
import { header, type TarPart, tar } from '../support/tar.ts';
import { buildTree } from '../support/tree.ts';

/** What becomes of an image when it is scanned as a user does it: the exit code, the first line of the error, the peak in MiB. */
async function scanned(path: string) {
  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  const peak = `data:text/javascript,${encodeURIComponent(`
    import { readFileSync } from 'node:fs';
    process.on('exit', () => process.stderr.write('\\n' + /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]));`)}`;
  const place = await buildTree({});
  // As the launcher starts it.
  const flags = ['--max-semi-space-size=8', '--openssl-config=/dev/null', '--import', peak];
  const env = { ...process.env, MALLOC_ARENA_MAX: '2', TMPDIR: place, HOME: place };
  const options = { timeout: 180_000, cwd: place, env };
  const run = promisify(execFile)(process.execPath, [...flags, main, 'scan', path], options);
  const ended = await run.catch((error: { readonly stderr: string; readonly code: number }) => error);
  const lines = ended.stderr.trim().split('\n');
  return {
    exitCode: 'code' in ended ? ended.code : 0,
    error: (lines[0] ?? '').replace(path, 'IMAGE').replace(/[0-9a-f]{64}/g, 'DIGEST'),
    peakMebibytes: Number(lines.at(-1)) / 1024,
    written: await readdir(place),
  };
}

/** A layout whose one layer is these bytes, with digests that are right for `unpacked`. */
function around(layer: Uint8Array, diffId: string): Files {
  const files = new Map(ociLayout({ layers: [] }));
  const config = json({ os: 'linux', architecture: 'amd64', rootfs: { type: 'layers', diff_ids: [diffId] } });
  const blob = (bytes: Uint8Array) => ({ digest: `sha256:${sha256(bytes)}`, size: bytes.length });
  const manifest = json({ schemaVersion: 2, config: blob(config), layers: [blob(layer)] });
  for (const bytes of [config, manifest, layer]) files.set(`blobs/sha256/${sha256(bytes)}`, bytes);
  files.set('index.json', json({ schemaVersion: 2, manifests: [blob(manifest)] }));
  return files;
}

async function refusal(plan: ImagePlan): Promise<string> {
  try {
    await contents(await openedImage(plan), ['/a']);
    return 'taken';
  } catch (error) {
    return error instanceof Error ? error.message.replace(/sha256:[0-9a-f]{64}/, 'DIGEST') : 'thrown';
  }
}

const one = (...parts: readonly TarPart[]): ImagePlan => ({ layers: [{ parts }] });

describe('bombs', () => {
  it.each(['gzip', 'zstd'] as const)('of %s end in bounded time and memory, with an error', async (kind) => {
    // Members one behind the other: 4 GiB of nothing, in some megabytes at most.
    const zeros = Buffer.alloc(2 ** 26);
    const member = kind === 'gzip' ? gzipSync(zeros, { level: 9 }) : zstdCompressSync(zeros);
    const layer = Buffer.concat([
      gzipOrZstd(kind, header({ name: 'zeros', size: 2 ** 40 })),
      ...Array(64).fill(member),
    ]);
    const { exitCode, error, peakMebibytes, written } = await scanned(
      await writeLayout(around(layer, `sha256:${'0'.repeat(64)}`)),
    );
    expect({ exitCode, written }).toEqual({ exitCode: 2, written: [] });
    expect(error).toMatch(
      /^pqready: IMAGE: layer sha256:DIGEST: \d+ bytes swell to more than \d+: a bomb, or no image$/,
    );
    expect(peakMebibytes).toBeLessThan(300);
  });

  it('of a million entries are read in bounded memory', async () => {
    const block = header({ name: 'd/0000000' });
    const sum = Number.parseInt(block.toString('latin1', 148, 154), 8);
    const names = 1_000_001;
    const bytes = Buffer.allocUnsafe(512 * names);
    for (let index = 0; index < names; index += 1) {
      const digits = index.toString(36).padStart(7, '0');
      block.write(digits, 2);
      const more = [...digits].reduce((total, digit) => total + digit.charCodeAt(0) - 0x30, 0);
      block.write((sum + more).toString(8).padStart(6, '0'), 148);
      block.copy(bytes, index * 512);
    }
    const path = await writeLayout(ociLayout({ layers: [{ bytes, compression: 'none' }] }));
    const { exitCode, error, peakMebibytes } = await scanned(path);
    expect(exitCode).toBe(2);
    expect(error).toMatch(/more than \d+ files and directories$/);
    expect(peakMebibytes).toBeLessThan(300);
  }, 200_000);

  it('of a sparse entry of a terabyte are never written out', async () => {
    const entry = header({ name: 'usr/lib64/libcrypto.so.3', size: 0 });
    const image = await openedImage({
      layers: [
        {
          parts: [
            {
              name: 'PaxHeaders/x',
              flag: 'x',
              data: Buffer.from(paxOf({ 'GNU.sparse.major': '1', 'GNU.sparse.realsize': `${2 ** 40}` })),
            },
            { name: 'sparse' },
          ],
        },
      ],
    });
    expect(entry.length).toBe(512);
    expect(await contents(image, ['/sparse'])).toEqual({ '/sparse': 'hidden: sparse' });
    expect(await image.views.files?.look(targetPath('/sparse'))).toMatchObject({ value: { size: 2 ** 40 } });
  });

  it('of an archive that is a terabyte of nothing are no image', async () => {
    const path = await writeArchive(Buffer.alloc(0));
    await truncate(path, 2 ** 40);
    await expect(openImages({ path, form: undefined, platforms: [undefined] })).rejects.toThrow('it has neither');
  });
});

describe('names', () => {
  it('may not lead out of the image', async () => {
    expect(await refusal(one({ name: '../../etc/cron.d/x', data: Buffer.from('x') }))).toBe(
      'layer DIGEST: a name leads out of the image by ..',
    );
    expect(await refusal(one({ name: 'a/../../x' }))).toBe('layer DIGEST: a name leads out of the image by ..');
    expect(await refusal(one({ name: 'x', flag: '1', link: '../x' }))).toBe(
      'layer DIGEST: a name leads out of the image by ..',
    );
  });

  it('that are absolute, doubled or dotted stand where they would be unpacked', async () => {
    const image = await openedImage(
      one({ name: '/abs', data: Buffer.from('1') }, { name: './a//b/./c/../d', data: Buffer.from('2') }),
    );
    expect(await contents(image, ['/abs', '/a/b/d'])).toEqual({ '/abs': '1', '/a/b/d': '2' });
  });

  it('with a NUL or of more than 255 bytes are no image', async () => {
    const nul: TarPart = { name: 'PaxHeaders/x', flag: 'x', data: Buffer.from(paxOf({ path: 'a\0b' })) };
    expect(await refusal(one(nul, { name: 'a' }))).toMatch(/a name has a NUL in it/);
    expect(await refusal(one({ name: 'n'.repeat(256) }))).toBe(
      'layer DIGEST: a name of 256 bytes, which no file can have',
    );
    expect(await refusal(one({ name: 'n/'.repeat(3000) }))).toMatch(/a path of \d+ bytes/);
  });

  it('with newlines and escape sequences are names, and are printed harmless', async () => {
    const tree = {
      '/etc/ssl/openssl.cnf': '.include /etc/x\n\u001b[31m',
      '/usr/lib/os-release': 'ID="\u001b[2J"\n',
      '/etc/os-release': { link: 'x\n\u001b[1m' },
    };
    const ended = await scannedText(await writeLayout(ociLayout({ layers: [{ tree }] })));
    expect(ended).not.toContain('\u001b');
  });
});

describe('links', () => {
  it('that lead out of the image lead to files of the image', async () => {
    const image = await openedImage({
      layers: [
        { tree: { '/etc/shadow-of-host': { link: '/../../../../etc/hostname' }, '/dir': { link: '../../..' } } },
      ],
    });
    expect((await image.views.files?.read(targetPath('/etc/shadow-of-host'), 99))?.state).toBe('absent');
    expect((await image.views.files?.read(targetPath('/dir/etc/hostname'), 99))?.state).toBe('absent');
  });

  it('in circles, while something is written below them, are no image', async () => {
    const parts = [
      { name: 'a', flag: '2', link: 'b' },
      { name: 'b', flag: '2', link: 'a' },
      { name: 'a/x', data: Buffer.from('x') },
    ];
    expect(await refusal(one(...parts))).toMatch(/symbolic links form a loop$/);
    expect(await refusal({ layers: [{ parts: parts.slice(0, 2) }, { parts: parts.slice(2) }] })).toBe('taken');
  });

  it('that are hard and lead to nowhere, to themselves or in circles have no content', async () => {
    const parts = [
      { name: 'self', flag: '1', link: 'self' },
      { name: 'b', flag: '1', link: 'c' },
      { name: 'c', flag: '1', link: 'b' },
    ];
    expect(await contents(await openedImage(one(...parts)), ['/self', '/b', '/c'])).toEqual({
      '/self': 'hidden: link-without-target',
      '/b': 'hidden: link-without-target',
      '/c': 'hidden: link-without-target',
    });
  });
});

it('leaves a device in the place of openssl.cnf unopened, and says that it could not look', async () => {
  const tree = { '/usr/lib/ssl/openssl.cnf': { link: '/etc/ssl/openssl.cnf' }, '/etc/os-release': 'ID=debian\n' };
  const path = await writeLayout(
    ociLayout({ layers: [{ tree, parts: [{ name: 'etc/ssl/openssl.cnf', flag: '3' }] }] }),
  );
  const [target] = await openImages({ path, form: 'oci-dir', platforms: [undefined] });
  expect(await target?.views.files?.read(targetPath('/usr/lib/ssl/openssl.cnf'), 99)).toMatchObject({
    state: 'hidden',
    why: 'not-a-file',
  });
});

describe('layers', () => {
  it('that are no archive, or are cut short, are no image', async () => {
    expect(await refusal({ layers: [{ bytes: Buffer.alloc(2048, 'x') }] })).toMatch(
      /its checksum is wrong, so this is no tar archive/,
    );
    expect(
      await refusal({ layers: [{ bytes: tar([{ name: 'a', data: Buffer.alloc(5000) }]).subarray(0, 3000) }] }),
    ).toMatch(/the archive is cut short/);
  });

  it('with something behind the end of their compression are no image', async () => {
    const bytes = tar([{ name: 'a' }]);
    const diffId = `sha256:${sha256(bytes)}`;
    const behind = async (layer: Uint8Array) => {
      const path = await writeLayout(around(layer, diffId));
      const [target] = await openImages({ path, form: 'oci-dir', platforms: [undefined] });
      return target === undefined
        ? 'none'
        : contents(target, ['/a']).then(JSON.stringify, (error: Error) => error.message);
    };
    expect(await behind(gzipSync(bytes))).toBe('{"/a":""}');
    expect(await behind(Buffer.concat([gzipSync(bytes), Buffer.alloc(2 ** 20, 'x')]))).toMatch(/gzip: /);
    expect(await behind(Buffer.concat([zstdCompressSync(bytes), Buffer.alloc(2 ** 20, 'x')]))).toMatch(
      /zstd: something else/,
    );
    expect(await behind(gzipSync(bytes).subarray(0, 40))).toMatch(/gzip: unexpected end of file/);
    expect(await behind(zstdCompressSync(bytes).subarray(0, 30))).toMatch(/zstd: the last frame is cut short/);
  });

  it('with a file below a file, or a directory that is a file too, are no image', async () => {
    expect(await refusal(one({ name: 'a' }, { name: 'a/b' }))).toMatch(/lies below something that is no directory$/);
    expect(await refusal(one({ name: 'a/', flag: '5' }, { name: 'a' }))).toMatch(
      /is a directory and something else in one layer$/,
    );
  });
});

describe('manifests', () => {
  it('in circles, of other things, or deep in each other are no image', async () => {
    const indexed = async (make: (files: Map<string, Uint8Array>) => unknown) => {
      const files = new Map(ociLayout({ layers: [] }));
      files.set('index.json', json(make(files)));
      const path = await writeLayout(files);
      return openImages({ path, form: 'oci-dir', platforms: [undefined] }).then(
        () => 'taken',
        (error: Error) => error.message.replace(/[0-9a-f]{64}/g, 'DIGEST'),
      );
    };
    const add = (files: Map<string, Uint8Array>, value: unknown) => {
      const bytes = json(value);
      files.set(`blobs/sha256/${sha256(bytes)}`, bytes);
      return { digest: `sha256:${sha256(bytes)}`, size: bytes.length };
    };
    const nested = (files: Map<string, Uint8Array>) => {
      let index: unknown = { schemaVersion: 2, manifests: [] };
      for (let depth = 0; depth < 7; depth += 1) index = { schemaVersion: 2, manifests: [add(files, index)] };
      return index;
    };
    expect(await indexed(nested)).toBe('index.json: indexes lie more than 4 deep in each other');
    const circle = { digest: `sha256:${'a'.repeat(64)}`, size: 10 };
    expect(await indexed(() => ({ schemaVersion: 2, manifests: [circle] }))).toBe('it has no blobs/sha256/DIGEST');
    expect(await indexed(() => ({ schemaVersion: 2, manifests: [{ digest: '../../etc/passwd', size: 1 }] }))).toBe(
      'index.json: manifests[0]: wants a digest of sha256 or sha512 (byte 0)',
    );
    expect(await indexed(() => ({ schemaVersion: 2, manifests: [] }))).toBe('it holds no image');
    expect(await indexed(() => [])).toBe('index.json: wants an object (byte 0)');
    const chart = { mediaType: 'application/vnd.cncf.helm.config.v1+json', digest: circle.digest, size: 1 };
    expect(
      await indexed((files) => ({ schemaVersion: 2, manifests: [add(files, { config: chart, layers: [] })] })),
    ).toMatch(/no image but an artifact \(application\/vnd.cncf.helm.config.v1\+json\)/);
    const huge = { digest: circle.digest, size: 2 ** 40 };
    expect(await indexed(() => ({ schemaVersion: 2, manifests: [huge] }))).toMatch(/1099511627776 bytes are promised/);
  });

  it('of docker save may not name files outside', async () => {
    const files = new Map(dockerSave('old', { layers: [] }));
    files.set('manifest.json', json([{ Config: '../../../etc/passwd', RepoTags: [], Layers: [] }]));
    await expect(
      openImages({ path: await writeArchive(archived(files)), form: undefined, platforms: [undefined] }),
    ).rejects.toThrow('it has no ../../../etc/passwd');
  });
});

function gzipOrZstd(kind: 'gzip' | 'zstd', bytes: Uint8Array): Uint8Array {
  return kind === 'gzip' ? gzipSync(bytes) : zstdCompressSync(bytes);
}

function paxOf(records: Readonly<Record<string, string>>): string {
  return Object.entries(records)
    .map(([key, value]) => {
      const rest = ` ${key}=${value}\n`;
      const length = rest.length + 1 + (rest.length + 1 >= 10 ? 1 : 0);
      return `${length}${rest}`;
    })
    .join('');
}

async function scannedText(path: string): Promise<string> {
  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  const run = promisify(execFile)(process.execPath, [main, 'scan', path], { timeout: 60_000 });
  const ended = await run.catch((error: { readonly stdout: string; readonly stderr: string }) => error);
  return ended.stdout + ended.stderr;
}
