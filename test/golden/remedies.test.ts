import { describe, expect, it } from 'vitest';
import { judge, openBench } from '../../src/cli/judge.ts';
import { day } from '../support/requirement.ts';
import { shippedIds } from '../support/shipped-profiles.ts';
import { type TreeName, trees } from '../trees/index.ts';
import { collectTree } from './scan-tree.ts';
import { withTree } from './with-tree.ts';

/** What the administrator of each tree has, and what nobody there may be told. */
const bench = await openBench(shippedIds, day('2026-11-27'));

interface Sense {
  /** The package manager; `none`: nothing is changed in place. */
  readonly manager: 'apt-get' | 'dnf' | 'tdnf' | 'zypper' | 'none';
  /** The release that it is already: no remedy moves to it. */
  readonly is: string;
  /** Whether its OpenSSL knows ML-KEM and ML-DSA: an older one stops at their names. */
  readonly knows: boolean;
  /** Whether its openssl has fipsinstall. */
  readonly fipsinstall: boolean;
  /** The base of its crypto policy, which stays; '': it has none. */
  readonly policy: string;
}

const sense: Readonly<Record<TreeName, Sense>> = {
  'amazon-linux-2023-certified': amazon(),
  'amazon-linux-2023-latest': amazon(),
  'azure-container-linux-fips': azureContainer(),
  'azure-container-linux-orphaned-addon': azureContainer(),
  'azure-container-linux-slots': azureContainer(),
  'azure-linux-3': azure3(),
  'azure-linux-3-distroless': azure3(),
  'azure-linux-4-openssl-fips-provider': azure4(),
  'azure-linux-4-preview': azure4(),
  'azure-linux-4-symcrypt': azure4(),
  'chainguard-fips': { manager: 'none', is: 'Chainguard', knows: true, fipsinstall: true, policy: '' },
  'debian-13': { manager: 'apt-get', is: 'Debian 13', knows: true, fipsinstall: true, policy: '' },
  'fedora-43': { manager: 'dnf', is: 'Fedora 43', knows: true, fipsinstall: false, policy: 'DEFAULT' },
  'fedora-bootc-43': { manager: 'none', is: 'Fedora 43', knows: true, fipsinstall: false, policy: 'DEFAULT' },
  flatcar: { manager: 'none', is: 'Flatcar', knows: true, fipsinstall: true, policy: '' },
  'flatcar-fips': { manager: 'none', is: 'Flatcar', knows: true, fipsinstall: true, policy: '' },
  'rhel-9-certified': { manager: 'dnf', is: '9.6', knows: false, fipsinstall: false, policy: 'FIPS' },
  'rhel-9-uncertified': { manager: 'dnf', is: '9.8', knows: true, fipsinstall: false, policy: 'FIPS' },
  'rhel-10': { manager: 'dnf', is: '10.1', knows: true, fipsinstall: false, policy: 'DEFAULT' },
  'sles-15': { manager: 'zypper', is: 'Enterprise 15', knows: false, fipsinstall: false, policy: 'FIPS' },
  'ubuntu-24-04-pro': { manager: 'apt-get', is: 'Ubuntu 24.04', knows: false, fipsinstall: true, policy: '' },
};

describe.each(Object.keys(trees) as TreeName[])('%s', (name) => {
  it('is told nothing that does not fit it, under any profile', async () => {
    const found = await withTree(await trees[name](), collectTree);
    const { assessments } = judge({ kind: 'dir', name, ...found }, bench);
    const remedies = new Set(assessments.flatMap(({ findings }) => findings.flatMap(({ remedy = [] }) => remedy)));
    expect(remedies.size).toBeGreaterThan(0);
    expect([...remedies].flatMap((remedy) => follies(remedy, sense[name]))).toEqual([]);
  });
});

function follies(remedy: string, { manager, is, knows, fipsinstall, policy }: Sense): readonly string[] {
  const lines = remedy.split('\n');
  const commands = lines.filter((line) => line.startsWith('$ '));
  const managers = commands.filter((line) => /^\$ (apt-get|dnf|tdnf|zypper|yum|apk) /.test(line));
  const faults: readonly (readonly [string, boolean])[] = [
    ['another package manager', managers.some((line) => !line.startsWith(`$ ${manager} `))],
    ['moves to what it is', new RegExp(`(?:Move|Update) to [^.]*\\b${is.replace('.', '\\.')}\\b`).test(remedy)],
    [
      'a name that its OpenSSL does not know',
      !knows && /^(Groups|SignatureAlgorithms) =.*(MLKEM|mldsa)/im.test(remedy),
    ],
    ['fipsinstall, which its openssl lacks', !fipsinstall && commands.some((line) => line.includes('fipsinstall'))],
    ['another base of the crypto policy', commands.some((line) => basesOf(line).some((base) => base !== policy))],
    ['writes into what packages own', /(?:-out |[Ii]n )\/usr\/(?!lib\/bootc\/kargs\.d\/)/.test(remedy)],
    ['takes checks or FIPS mode away', /fips=0|--disable|no-fips|SECLEVEL=[01]\b|LEGACY/.test(remedy)],
    [
      'nothing but classical groups in place of post-quantum ones',
      /^Groups = \*/m.test(remedy) && !/mlkem/i.test(remedy),
    ],
  ];
  return faults.filter(([, is]) => is).map(([fault]) => `${fault}: ${remedy}`);
}

/** `FIPS` may be set where it is asked for. */
function basesOf(command: string): readonly string[] {
  const set = /^\$ update-crypto-policies --set ([^: ]+)/.exec(command)?.[1];
  return set === undefined || set === 'FIPS' ? [] : [set];
}

function amazon(): Sense {
  return { manager: 'dnf', is: 'Amazon Linux 2023', knows: false, fipsinstall: false, policy: 'FIPS' };
}

function azureContainer(): Sense {
  return { manager: 'none', is: 'Container Linux', knows: false, fipsinstall: true, policy: '' };
}

function azure3(): Sense {
  return { manager: 'tdnf', is: 'Azure Linux 3', knows: false, fipsinstall: true, policy: '' };
}

function azure4(): Sense {
  return { manager: 'dnf', is: 'Azure Linux 4', knows: true, fipsinstall: true, policy: 'DEFAULT' };
}
