import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packages } from '../../../src/collect/packages.ts';
import { harvestOf, statements } from '../../support/harvest.ts';

const STATUS = '/var/lib/dpkg/status';
const stanza = (name: string, version: string, state = 'install ok installed') =>
  `Package: ${name}\nStatus: ${state}\nArchitecture: amd64\nVersion: ${version}\nDescription: x\n\n`;

describe('dpkg', () => {
  it('counts what is installed, held back or not, and not what was removed', async () => {
    const status =
      stanza('libc6', '2.41') +
      stanza('openssl-fips-module-3', '3.0.13-0ubuntu3+Fips1', 'hold ok installed') +
      stanza('openssl', '3.0.13', 'deinstall ok config-files');
    const harvest = await harvestOf(packages, { [STATUS]: status });
    expect(statements(harvest)).toEqual([
      { kind: 'package.inventory', subject: 'dpkg', value: { manager: 'dpkg', path: STATUS, total: 2, relevant: 1 } },
      {
        kind: 'package.installed',
        subject: 'openssl-fips-module-3',
        value: {
          manager: 'dpkg',
          name: 'openssl-fips-module-3',
          version: '3.0.13-0ubuntu3+Fips1',
          arch: 'amd64',
          vendor: null,
          source: 'openssl-fips-module-3',
          signatures: [],
        },
      },
    ]);
    expect(harvest.facts[1]?.evidence).toEqual([
      {
        at: { in: 'file', path: STATUS, line: 7 },
        quote: 'Package: openssl-fips-module-3, Version: 3.0.13-0ubuntu3+Fips1',
      },
    ]);
    expect(harvest.gaps).toEqual([]);
  });

  it('that stopped half-way leaves a gap about the package', async () => {
    const harvest = await harvestOf(packages, { [STATUS]: stanza('openssl', '3', 'install reinstreq half-installed') });
    expect(harvest.gaps).toContainEqual({
      kind: 'package.installed',
      subject: 'openssl',
      why: 'dpkg calls it half-installed: some of its files may be there',
      at: { in: 'file', path: STATUS, line: 1 },
    });
  });

  it('with a status file that was cut short keeps what was read', async () => {
    const whole = stanza('openssl', '3.5.7') + stanza('libssl3t64', '3.5.7');
    const harvest = await harvestOf(packages, { [STATUS]: whole.slice(0, -40) });
    expect(harvest.facts.map((each) => each.subject)).toEqual(['dpkg', 'openssl']);
    expect(harvest.gaps.map((gap) => gap.why)).toEqual([
      `${STATUS}: package database damaged, what was readable is counted: the last stanza is not ended by an empty line: cut short (line 9); stanza: wants the fields Package and Version (line 7)`,
      `${STATUS}: package database damaged, what was readable is counted: the last stanza is not ended by an empty line: cut short (line 9); stanza: wants the fields Package and Version (line 7)`,
    ]);
  });

  it('in a distroless image is one file a package', async () => {
    const part = 'Package: libssl3\nArchitecture: amd64\nVersion: 3.0.17-1~deb12u2\nSource: openssl\n';
    const harvest = await harvestOf(packages, {
      '/var/lib/dpkg/status.d/libssl3': part,
      '/var/lib/dpkg/status.d/libssl3.md5sums': `${'ab'.repeat(16)}  usr/lib/x86_64-linux-gnu/libssl.so.3\n`,
      '/var/lib/dpkg/status.d/tzdata': 'Package: tzdata\nVersion: 2026a\n',
    });
    expect(statements(harvest)).toMatchObject([
      { value: { manager: 'dpkg', path: '/var/lib/dpkg/status.d', total: 2, relevant: 1 } },
      { subject: 'libssl3', value: { version: '3.0.17-1~deb12u2', source: 'openssl' } },
    ]);
    expect(harvest.gaps).toEqual([]);
  });
});

describe('apk', () => {
  const entry = (name: string) => `P:${name}\nV:3.4.0-r5\nA:x86_64\no:openssl\n\n`;

  it.each(['/lib/apk/db/installed', '/usr/lib/apk/db/installed'])('keeps its database at %s', async (path) => {
    const harvest = await harvestOf(packages, { [path]: entry('busybox') + entry('NIST-CMVP-5132') });
    expect(statements(harvest)).toEqual([
      { kind: 'package.inventory', subject: 'apk', value: { manager: 'apk', path, total: 2, relevant: 1 } },
      {
        kind: 'package.installed',
        subject: 'NIST-CMVP-5132',
        value: {
          manager: 'apk',
          name: 'NIST-CMVP-5132',
          version: '3.4.0-r5',
          arch: 'x86_64',
          vendor: null,
          source: 'openssl',
          signatures: [],
        },
      },
    ]);
    expect(harvest.gaps).toEqual([]);
  });

  it('is read once where /lib is a link', async () => {
    const harvest = await harvestOf(packages, {
      '/usr/lib/apk/db/installed': entry('openssl'),
      '/lib': { link: 'usr/lib' },
    });
    expect(harvest.facts.map((each) => each.subject)).toEqual(['apk', 'openssl']);
  });
});

describe('chisel', () => {
  const wall = (lines: readonly string[]) => ({ '/var/lib/chisel/manifest.wall': zstdCompressSync(lines.join('\n')) });
  const header = '{"jsonwall":"1.0","schema":"1.0","count":2}';
  const libssl = '{"kind":"package","name":"libssl3t64","version":"3.0.13-0ubuntu3.16","arch":"amd64"}';

  it('leaves a manifest in place of a database', async () => {
    const harvest = await harvestOf(packages, wall([header, libssl]));
    expect(statements(harvest)).toMatchObject([
      { subject: 'chisel', value: { manager: 'chisel', path: '/var/lib/chisel/manifest.wall', total: 1, relevant: 1 } },
      { subject: 'libssl3t64', value: { manager: 'chisel', version: '3.0.13-0ubuntu3.16', arch: 'amd64' } },
    ]);
    expect(harvest.gaps).toEqual([]);
  });

  it('is a gap where the manifest is cut short', async () => {
    const harvest = await harvestOf(packages, wall([header]));
    expect(harvest.gaps[0]?.why).toContain('cut short: has 1 of 2 lines');
  });
});

describe('no database', () => {
  it('is a gap, never an empty system', async () => {
    for (const tree of [{}, { [STATUS]: '' }]) {
      const harvest = await harvestOf(packages, tree);
      expect(harvest.facts.filter((each) => each.kind === 'package.installed')).toEqual([]);
      expect(harvest.gaps.map((gap) => [gap.kind, gap.why])).toEqual([
        ['package.installed', '/: no package database or package manifest with anything in it at any known place'],
        ['package.inventory', '/: no package database or package manifest with anything in it at any known place'],
      ]);
    }
  });
});
