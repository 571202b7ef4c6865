import { expect, it } from 'vitest';
import { unattended } from '../../../src/report/remediation/unattended.ts';

it('keeps a program from asking, and says how a change is told', () => {
  const given = [
    ['apt-get', 'install', 'openssl-provider-fips'],
    ['zypper', 'install', '-t', 'pattern', 'fips'],
    ['pro', 'enable', 'fips-updates'],
    ['openssl', 'fipsinstall', '-pedantic', '-out', '/etc/ssl/fipsmodule.cnf', '-module', '/usr/lib/fips.so'],
    ['update-grub'],
    ['grubby', '--update-kernel=ALL', '--args=fips=1'],
  ];
  expect(given.map(unattended).map(({ argv, change }) => [argv.join(' '), change])).toEqual([
    ['apt-get -y install openssl-provider-fips', { silentBy: '0 upgraded, 0 newly installed, 0 to remove' }],
    ['zypper --non-interactive install -t pattern fips', { silentBy: 'Nothing to do' }],
    ['pro enable fips-updates --assume-yes', null],
    [
      'openssl fipsinstall -pedantic -out /etc/ssl/fipsmodule.cnf -module /usr/lib/fips.so',
      { writes: ['/etc/ssl/fipsmodule.cnf'] },
    ],
    ['update-grub', { writes: ['/boot/grub/grub.cfg'] }],
    ['grubby --update-kernel=ALL --args=fips=1', null],
  ]);
});
