import { expect, it } from 'vitest';
import {
  build,
  DEFAULT_POLICY_GROUPS,
  FIPS_DEFAULT,
  FIPS_POLICY_GROUPS,
  fipsOnly,
  groupsOf,
  LIBRARY_DEFAULT,
  resolveText,
  systemDefault,
} from '../../support/openssl-resolution.ts';

// Each was first measured on OpenSSL 3.5.7 of Debian 13: the ClientHello of s_client.

it('1: drops a whole group line for one unknown group', () => {
  const resolution = resolveText(systemDefault(['Groups = bogus:X25519']));
  expect(groupsOf(resolution)).toBe(LIBRARY_DEFAULT);
  expect(resolution.idle).toEqual([
    {
      name: 'Groups',
      value: 'bogus:X25519',
      at: { path: '/etc/ssl/openssl.cnf', line: 8 },
      why: 'no group bogus is served',
    },
  ]);
});

it('2: passes over an unknown group behind ?', () => {
  expect(groupsOf(resolveText(systemDefault(['Groups = ?bogus:X25519'])))).toBe('x25519 | x25519');
});

it('3: takes an empty group line for no groups, and no handshake begins', () => {
  expect(groupsOf(resolveText(systemDefault(['Groups = '])))).toBe('no group is left for TLSv1.3');
});

it('4: keeps TLS and DTLS bounds apart where the keys differ', () => {
  const { tls, idle } = resolveText(systemDefault(['TLS.MinProtocol = TLSv1.3', 'DTLS.MinProtocol = DTLSv1.2']));
  expect([tls.minProtocol, tls.versions, idle]).toEqual(['TLSv1.3', ['TLSv1.3'], []]);
});

it('5: loses the TLS bound where the same key stands again for DTLS', () => {
  const { tls, idle } = resolveText(systemDefault(['MinProtocol = TLSv1.3', 'MinProtocol = DTLSv1.2']));
  expect([tls.minProtocol, tls.versions]).toEqual([null, ['TLSv1.3', 'TLSv1.2']]);
  expect(idle).toEqual([
    {
      name: 'MinProtocol',
      value: 'TLSv1.3',
      at: { path: '/etc/ssl/openssl.cnf', line: 8 },
      why: 'the same key stands again in /etc/ssl/openssl.cnf:9',
    },
  ]);
});

it('6: applies the good lines beside a bad one', () => {
  const { tls, outcome } = resolveText(systemDefault(['MinProtocol = bogus', 'Groups = P-384']));
  expect([outcome, tls.minProtocol, tls.groups.map(({ name }) => name)]).toEqual(['applied', null, ['secp384r1']]);
});

it('6: stops SSL_CTX_new for a bad line where diagnostics are on', () => {
  const { tls, outcome } = resolveText(systemDefault(['MinProtocol = bogus', 'Groups = P-384'], 1));
  expect([outcome, tls.failure]).toEqual([
    'fails',
    'SSL_CTX_new fails: MinProtocol = bogus: wants a protocol version, has bogus',
  ]);
});

it('7: does not come to ssl_conf behind an unknown module', () => {
  const resolution = resolveText(
    systemDefault(['Groups = P-384']).replace('ssl_conf = ssl', 'bogus = x\nssl_conf = ssl'),
  );
  expect([resolution.outcome, groupsOf(resolution)]).toEqual(['partly-applied', LIBRARY_DEFAULT]);
  expect(resolution.idle.map(({ name, why }) => `${name}: ${why}`)).toEqual([
    'bogus: unknown module bogus',
    'ssl_conf: bogus failed before it (/etc/ssl/openssl.cnf:4)',
    'system_default: stands in [ssl]: no ssl_conf names it',
    'Groups: stands in [tls]: no ssl_conf leads to it',
  ]);
});

it('8: has applied ssl_conf before an unknown module', () => {
  const resolution = resolveText(
    systemDefault(['Groups = P-384']).replace('ssl_conf = ssl', 'ssl_conf = ssl\nbogus = x'),
  );
  expect([resolution.outcome, groupsOf(resolution)]).toEqual(['partly-applied', 'secp384r1 | secp384r1']);
});

const MAYBE = 'openssl_conf = init\n[init]\nproviders = p\n[p]\nlegacy = l\n[l]\nactivate = maybe\n';

it('9: goes on with the default provider after a bad boolean, unless diagnostics are on', () => {
  const silent = resolveText(MAYBE);
  expect([silent.outcome, silent.providers.map(({ name, activated }) => [name, activated])]).toEqual([
    'partly-applied',
    [['default', true]],
  ]);
  const loud = resolveText(`config_diagnostics = 1\n${MAYBE}`);
  expect([loud.outcome, loud.stops]).toEqual([
    'fails',
    'provider legacy: activate wants 1, yes, true, on, 0, no, false or off, has maybe',
  ]);
});

it('9: takes any value of activate for yes before 3.3', () => {
  const { providers } = resolveText(MAYBE, { build: build('3.2.4') });
  expect(providers.map(({ name, activated }) => [name, activated])).toEqual([['legacy', true]]);
});

const MISSING_INCLUDE =
  'openssl_conf = init\n.include /etc/ssl/fipsmodule.cnf\n[init]\nproviders = p\nalg_section = a\n[p]\nfips = fips_sect\nbase = base_sect\n[base_sect]\nactivate = 1\n[a]\ndefault_properties = fips=yes\n';

it('10: falls back to the default provider, nothing required, where the FIPS section is missing', () => {
  const resolution = resolveText(MISSING_INCLUDE);
  expect(resolution).toMatchObject({
    outcome: 'partly-applied',
    why: ['provider fips: no section [fips_sect]'],
    fipsRequired: false,
    oddities: [{ what: 'include: /etc/ssl/fipsmodule.cnf does not exist, and is passed over' }],
  });
  expect(resolution.providers.map(({ name, because }) => [name, because])).toEqual([
    ['default', 'fallback: the configuration activates no provider'],
  ]);
  expect(resolveText(`config_diagnostics = 1\n${MISSING_INCLUDE}`).outcome).toBe('fails');
});

it('11: applies ssl_conf though a provider has no file, and no longer falls back', () => {
  const text = systemDefault(['Groups = P-384'], 1)
    .replace('ssl_conf = ssl', 'providers = p\nssl_conf = ssl')
    .concat('[p]\nmine = m\ndefault = d\n[m]\nmodule = /none.so\nactivate = 1\n[d]\nactivate = 1\n');
  const resolution = resolveText(text, { moduleStates: () => 'missing' });
  expect([resolution.outcome, groupsOf(resolution)]).toEqual(['applied', 'secp384r1 | secp384r1']);
  expect(resolution.providers.map(({ name, activated, because }) => [name, activated, because])).toEqual([
    ['mine', false, 'no module /none.so'],
    ['default', true, 'directive'],
  ]);
  const alone = resolveText(text.replace('default = d\n', ''), { moduleStates: () => 'missing' });
  expect(groupsOf(alone)).toBe(
    'the library has no ciphers: no active provider serves any under the default properties',
  );
});

it('12: loses the line behind a comment that ends in a backslash', () => {
  expect(groupsOf(resolveText(systemDefault(['# a comment \\', 'Groups = P-384', 'MinProtocol = TLSv1.2'])))).toBe(
    LIBRARY_DEFAULT,
  );
});

const BACK_END = 'Groups = secp521r1\n[openssl_init]\nalg_section = evp\n[evp]\n';
const red = systemDefault(['.include /b.cnf']);

it('13: loses a bare line that is appended behind the last section of an included file', () => {
  const files = { '/etc/ssl/openssl.cnf': red, '/b.cnf': `${BACK_END}Groups = P-384\n` };
  const resolution = resolveText(files);
  expect(groupsOf(resolution)).toBe('secp521r1 | secp521r1');
  expect(resolution.idle).toEqual([
    {
      name: 'Groups',
      value: 'P-384',
      at: { path: '/b.cnf', line: 5 },
      why: 'stands in [evp]: no ssl_conf leads to it',
    },
  ]);
});

it('14: takes the appended line with a header of its own, instead of the one before', () => {
  const files = { '/etc/ssl/openssl.cnf': red, '/b.cnf': `${BACK_END}[tls]\nGroups = P-384\n` };
  const resolution = resolveText(files);
  expect([groupsOf(resolution), resolution.tls.origin.groups]).toEqual([
    'secp384r1 | secp384r1',
    { path: '/b.cnf', line: 6 },
  ]);
  expect(resolution.idle.map(({ value, why }) => [value, why])).toEqual([
    ['secp521r1', 'the same key stands again in /b.cnf:6'],
  ]);
});

it('15: falls back to the library list where the DEFAULT policy meets the FIPS provider alone', () => {
  expect(groupsOf(resolveText(fipsOnly([`Groups = ${DEFAULT_POLICY_GROUPS}`])))).toBe(FIPS_DEFAULT);
  expect(groupsOf(resolveText(fipsOnly([`Groups = ${DEFAULT_POLICY_GROUPS}`], 1)))).toBe(
    `SSL_CTX_new fails: Groups = ${DEFAULT_POLICY_GROUPS}: no group X25519 is served`,
  );
});

it('16: keeps the FIPS policy with the FIPS provider alone', () => {
  expect(groupsOf(resolveText(fipsOnly([`Groups = ${FIPS_POLICY_GROUPS}`])))).toBe(
    'SecP256r1MLKEM768 X25519MLKEM768 SecP384r1MLKEM1024 secp256r1 secp521r1 secp384r1 ffdhe2048 ffdhe3072 ffdhe4096 ffdhe6144 ffdhe8192 | SecP256r1MLKEM768 secp256r1',
  );
});

it('17: leaves at each security level what is strong enough', () => {
  const all =
    'Groups = MLKEM768:MLKEM1024:X25519MLKEM768:SecP256r1MLKEM768:SecP384r1MLKEM1024:X25519:P-256:X448:P-384:P-521:ffdhe2048:ffdhe3072:ffdhe8192';
  const at = (level: number) => {
    const { tls } = resolveText(systemDefault([all, `CipherString = DEFAULT:@SECLEVEL=${level}`]));
    return [tls.groups.map(({ name }) => name).join(' '), tls.signatureSchemes.length];
  };
  expect(at(2)[1]).toBe(26);
  expect(at(3)).toEqual([
    'MLKEM768 MLKEM1024 X25519MLKEM768 SecP256r1MLKEM768 SecP384r1MLKEM1024 x25519 secp256r1 x448 secp384r1 secp521r1 ffdhe3072 ffdhe8192',
    23,
  ]);
  expect(at(4)).toEqual([
    'MLKEM768 MLKEM1024 X25519MLKEM768 SecP256r1MLKEM768 SecP384r1MLKEM1024 x448 secp384r1 secp521r1 ffdhe8192',
    15,
  ]);
  expect(at(5)).toEqual(['MLKEM1024 SecP384r1MLKEM1024 secp521r1', 7]);
});

it('18: knows ML-DSA by its OpenSSL name, and not by the name of its identifier', () => {
  const schemes = (list: string) => resolveText(systemDefault([`SignatureAlgorithms = ${list}`])).tls.signatureSchemes;
  expect(schemes('ML-DSA-65')).toEqual([{ name: 'mldsa65', codePoint: 0x0905 }]);
  expect(schemes('id-ml-dsa-65').length).toBe(26);
});

it('19: serves nothing where fips=yes is required of the default provider', () => {
  const text = 'openssl_conf = init\n[init]\nalg_section = a\n[a]\ndefault_properties = fips=yes\n';
  const resolution = resolveText(text);
  expect([resolution.outcome, resolution.fipsRequired, resolution.tls.failure]).toEqual([
    'applied',
    true,
    'the library has no ciphers: no active provider serves any under the default properties',
  ]);
});

it('20: enforces nothing where the default provider stands beside FIPS without properties', () => {
  const text =
    'openssl_conf = init\n[init]\nproviders = p\n[p]\ndefault = d\nfips = f\n[d]\nactivate = 1\n[f]\nactivate = 1\n';
  const resolution = resolveText(text);
  expect([resolution.fipsRequired, groupsOf(resolution)]).toEqual([false, LIBRARY_DEFAULT]);
});
