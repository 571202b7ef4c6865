import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSshConfigurationFile, readSshOptions } from '../../../src/codec/openssh/configuration-file.ts';

it('reads keywords, quotes, equals signs and comments', () => {
  const text = `# comment
Include /etc/ssh/sshd_config.d/*.conf "a b.conf"

  KexAlgorithms=curve25519-sha256 # after
MACs = "hmac-sha2-256,hmac-sha2-512"
PubkeyAcceptedKeyTypes\tssh-ed25519
UsePAM
Match User "bob" Address 10.0.0.0/8
`;
  expect(readSshConfigurationFile(text)).toEqual([
    { keyword: 'include', arguments: ['/etc/ssh/sshd_config.d/*.conf', 'a b.conf'], line: 2 },
    { keyword: 'kexalgorithms', arguments: ['curve25519-sha256'], line: 4 },
    { keyword: 'macs', arguments: ['hmac-sha2-256,hmac-sha2-512'], line: 5 },
    { keyword: 'pubkeyacceptedalgorithms', arguments: ['ssh-ed25519'], line: 6 },
    { keyword: 'usepam', arguments: [], line: 7 },
    { keyword: 'match', arguments: ['User', 'bob', 'Address', '10.0.0.0/8'], line: 8 },
  ]);
});

it('reads the options of a command line, as RHEL 8 has them', () => {
  const options = '-oCiphers=aes256-ctr,aes128-ctr -oMACs=hmac-sha2-512 -D -o GSSAPIKeyExchange=no';
  expect(readSshOptions(options, 3)).toEqual([
    { keyword: 'ciphers', arguments: ['aes256-ctr,aes128-ctr'], line: 3 },
    { keyword: 'macs', arguments: ['hmac-sha2-512'], line: 3 },
    { keyword: 'gssapikeyexchange', arguments: ['no'], line: 3 },
  ]);
});

it('never throws, and gives back plain arguments', () => {
  fc.assert(fc.property(fc.string(), (text) => void readSshConfigurationFile(text)));
  fc.assert(fc.property(fc.string(), (text) => void readSshOptions(text, 1)));
  const word = fc.stringMatching(/^[a-z0-9@,*+-][a-z0-9@,.*+-]{0,20}$/);
  fc.assert(
    fc.property(fc.array(word), (words) => {
      expect(readSshConfigurationFile(`Ciphers ${words.join(' ')}`)).toEqual([
        { keyword: 'ciphers', arguments: words, line: 1 },
      ]);
    }),
  );
});

it('stays quick on hostile lines', () => {
  for (const text of [
    '"'.repeat(1_000_000),
    ` ${'a"'.repeat(500_000)}`,
    `x${' '.repeat(1_000_000)}`,
    'a=\n'.repeat(300_000),
  ])
    readSshConfigurationFile(text);
});
