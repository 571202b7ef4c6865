import { expect, it } from 'vitest';
import { factBase } from '../../../src/facts/fact-base.ts';
import { type RemedyId, remedyFor } from '../../../src/rules/common/remedies.ts';
import type { Remedy } from '../../../src/rules/remedy.ts';
import { given } from '../../support/rule-facts.ts';

const SYSTEMS = {
  rhel9: { id: 'rhel', versionId: '9.4', idLike: ['fedora'] },
  rhel10: { id: 'rhel', versionId: '10.1', idLike: ['centos', 'fedora'] },
  rocky: { id: 'rocky', versionId: '9.4', idLike: ['rhel', 'centos', 'fedora'] },
  azure3: { id: 'azurelinux', versionId: '3.0', idLike: [] },
  azure4: { id: 'azurelinux', versionId: '4.0', idLike: ['fedora'] },
  debian: { id: 'debian', versionId: '13', idLike: [] },
  ubuntu: { id: 'ubuntu', versionId: '24.04', idLike: ['debian'] },
  amazon: { id: 'amzn', versionId: '2023', idLike: ['fedora'] },
  stranger: { id: 'void', versionId: null, idLike: [] },
} as const;

function wordsOf(remedy: Remedy): string {
  return typeof remedy === 'string' ? remedy : remedy.words;
}

function said(remedy: RemedyId, system: keyof typeof SYSTEMS): string {
  return wordsOf(remedyFor(remedy, factBase([given('os.release', { ...SYSTEMS[system], prettyName: null })], [])));
}

it.each([
  ['boot-with-fips', 'rhel9', '$ fips-mode-setup --enable'],
  ['boot-with-fips', 'rocky', '$ fips-mode-setup --enable'],
  ['boot-with-fips', 'rhel10', 'cannot be switched on later'],
  ['boot-with-fips', 'ubuntu', '$ pro enable fips-updates'],
  ['boot-with-fips', 'azure3', '$ tdnf install dracut-fips'],
  ['install-module', 'azure4', '$ dnf install openssl-fips-provider'],
  ['install-module', 'debian', '$ apt-get install openssl-provider-fips'],
  [
    'install-module',
    'debian',
    '$ openssl fipsinstall -pedantic -out /etc/ssl/fipsmodule.cnf -module /usr/lib/x86_64-linux-gnu/ossl-modules/fips.so',
  ],
  ['certified-module', 'amazon', '$ dnf swap openssl-fips-provider-latest openssl-fips-provider-certified'],
  ['certified-module', 'ubuntu', '$ pro enable fips'],
  ['fips-policy', 'rhel9', '$ update-crypto-policies --set FIPS'],
  ['fips-policy', 'rhel10', 'Install the system with fips=1'],
  ['post-quantum-policy', 'rhel9', '$ update-crypto-policies --set DEFAULT:PQ'],
  ['configure-module', 'stranger', 'default_properties = fips=yes'],
] as const)('says for %s on %s what that system needs', (remedy, system, words) => {
  expect(said(remedy, system).split('\n').join(' ')).toContain(words);
});

it('takes the place of the module and of the configuration from the library that was found', () => {
  const facts = factBase(
    [
      given('os.release', { ...SYSTEMS.debian, prettyName: null }),
      given('openssl.library', {
        configFile: '/opt/ssl/openssl.cnf' as never,
        modulesDirectory: '/usr/lib/aarch64-linux-gnu/ossl-modules' as never,
      }),
    ],
    [],
  );
  expect(wordsOf(remedyFor('configure-module', facts))).toContain(
    '$ openssl fipsinstall -pedantic -out /opt/ssl/fipsmodule.cnf -module /usr/lib/aarch64-linux-gnu/ossl-modules/fips.so',
  );
});

it('says something on every system for every remedy', () => {
  const remedies: readonly RemedyId[] = [
    'boot-with-fips',
    'certified-module',
    'configure-module',
    'fips-policy',
    'install-module',
    'post-quantum-openssl',
    'post-quantum-policy',
    'reinstall-module',
    'update-policy',
  ];
  for (const system of Object.keys(SYSTEMS) as (keyof typeof SYSTEMS)[])
    for (const remedy of remedies) expect(said(remedy, system).length).toBeGreaterThan(20);
});
