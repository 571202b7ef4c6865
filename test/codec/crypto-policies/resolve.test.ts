import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Directive, readPolicySource } from '../../../src/codec/crypto-policies/policy-source.ts';
import { disabledOf, resolvePolicy } from '../../../src/codec/crypto-policies/resolve.ts';
import { BACK_END_SCOPES } from '../../../src/vocabulary/crypto-policy-scopes.ts';
import { policySources } from '../../support/crypto-policies/sources.ts';

const sources = policySources('fedora43');

function directives(...texts: readonly (string | undefined)[]): readonly Directive[] {
  return texts.flatMap((text) => {
    const source = readPolicySource(text ?? 'no such source');
    if (!source.ok) throw new Error(source.problem);
    return source.value;
  });
}

function groups(backEnd: string, ...texts: readonly (string | undefined)[]): readonly string[] {
  return resolvePolicy(directives(...texts), BACK_END_SCOPES[backEnd] ?? []).enabled.group;
}

it('puts what is prepended first and drops it further down; appends once; omits', () => {
  expect(groups('openssl', 'group = X25519 X448 X25519\ngroup = +X448\ngroup = X25519+ SECP256R1+ -X25519')).toEqual([
    'X448',
    'SECP256R1',
  ]);
});

it('empties a list on an empty value', () => {
  expect(groups('openssl', 'group = X25519', 'group =')).toEqual([]);
});

it('evaluates one policy differently under the scopes of each back-end', () => {
  const fips = sources['FIPS.pol'];
  expect(groups('opensslcnf', fips).slice(0, 4)).toEqual([
    'P256-MLKEM768',
    'MLKEM768-X25519',
    'P384-MLKEM1024',
    'SECP256R1',
  ]);
  expect(groups('gnutls', fips).slice(0, 3)).toEqual(['MLKEM768-X25519', 'P256-MLKEM768', 'P384-MLKEM1024']);
  expect(groups('openssh', fips).slice(0, 3)).toEqual(['P256-MLKEM768', 'P384-MLKEM1024', 'SECP256R1']);
  expect(groups('libssh', fips).slice(0, 1)).toEqual(['MLKEM768-X25519']);
});

it('takes everything post-quantum out under NO-PQ', () => {
  const resolved = resolvePolicy(directives(sources['DEFAULT.pol'], sources['modules/NO-PQ.pmod']), ['tls']);
  expect(resolved.enabled.group).toEqual([
    ...['X25519', 'SECP256R1', 'X448', 'SECP521R1', 'SECP384R1'],
    ...['FFDHE-2048', 'FFDHE-3072', 'FFDHE-4096', 'FFDHE-6144', 'FFDHE-8192'],
  ]);
  expect(resolved.enabled.sign.filter((name) => name.includes('MLDSA'))).toEqual([]);
  expect(resolved.enabled.key_exchange).not.toContain('KEM-ECDH');
});

it('narrows FIPS to OSPP: no TLS 1.3, no P-256, 3072 bits', () => {
  const resolved = resolvePolicy(directives(sources['FIPS.pol'], sources['modules/OSPP.pmod']), ['tls', 'openssl']);
  expect(resolved.enabled.protocol).toEqual(['TLS1.2', 'DTLS1.2']);
  expect(resolved.enabled.cipher).toEqual(['AES-256-GCM', 'AES-256-CBC']);
  expect(resolved.enabled.group).not.toContain('SECP256R1');
  expect(resolved.integers).toMatchObject({ min_rsa_size: 3072, min_dh_size: 3072, arbitrary_dh_groups: 0 });
  expect(resolved.enums).toEqual({ __ems: 'ENFORCE', etm: 'ANY' });
});

it('lists what is left out in the class’s own order', () => {
  const resolved = resolvePolicy(directives('protocol = TLS1.3 TLS1.2 IKEv2'), []);
  expect(disabledOf(resolved, 'protocol')).toEqual([
    ...['TLS1.1', 'TLS1.0', 'SSL3.0', 'SSL2.0', 'DTLS1.2', 'DTLS1.0', 'DTLS0.9', 'IKEv1'],
  ]);
});

it('evaluates a dump of the result to the same result', () => {
  const token = fc.constantFrom('X25519', 'X448', 'SECP256R1', 'FFDHE-*', '*MLKEM768*');
  const line = fc.tuple(fc.constantFrom('', '+', '-'), fc.array(token, { minLength: 1, maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      const text = lines.map(([mark, names]) => `group = ${names.map((name) => mark + name).join(' ')}`).join('\n');
      const first = groups('openssl', text);
      expect(groups('openssl', `group = ${first.join(' ')}`)).toEqual(first);
    }),
  );
});
