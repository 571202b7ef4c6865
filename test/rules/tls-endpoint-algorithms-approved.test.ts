import { expect, it } from 'vitest';
import { tlsEndpointAlgorithmsApproved } from '../../src/rules/tls-endpoint-algorithms-approved.ts';
import { named, shown } from '../support/endpoint-facts.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {
  of: 'groups',
  approved: ['secp256r1', 'MLKEM*'],
  conditional: ['X25519MLKEM768'],
  draft: ['curveSM2MLKEM768'],
};
const CERTIFICATES = { of: 'certificates', approved: ['RSA', 'EC secp256r1', 'ecdsa-with-SHA2*'] };
const ROOT = shown({
  subject: 'CN=Root',
  issuer: 'CN=Root',
  keyAlgorithm: 'RSA',
  signatureAlgorithm: 'sha1WithRSAEncryption',
});

it('is met by approved names alone, and says that this is no validation', () => {
  expect(
    judged(tlsEndpointAlgorithmsApproved, PARAMETERS, [
      given('tls.endpoint.versions'),
      given('tls.endpoint.groups', { supported: named('MLKEM1024', 'secp256r1') }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint; approved: MLKEM1024, secp256r1; approval of algorithms, not validation: an endpoint cannot show which module did this",
    ]
  `);
});

it('is unmet by what stands nowhere', () => {
  expect(
    judged(tlsEndpointAlgorithmsApproved, PARAMETERS, [given('tls.endpoint.versions'), given('tls.endpoint.groups')]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: groups that are not approved: x25519; approved: secp256r1; conditional: X25519MLKEM768; not approved: x25519; approval of algorithms, not validation: an endpoint cannot show which module did this",
    ]
  `);
  expect(
    judged(tlsEndpointAlgorithmsApproved, PARAMETERS, [
      given('tls.endpoint.groups', { supported: named('group 0x1234'), complete: false }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: groups that are not approved: group 0x1234; not approved: group 0x1234; approval of algorithms, not validation: an endpoint cannot show which module did this",
    ]
  `);
});

it('is unknown by what depends on the module, by drafts, and where a list may lack some', () => {
  expect(
    judged(tlsEndpointAlgorithmsApproved, PARAMETERS, [
      given('tls.endpoint.versions'),
      given('tls.endpoint.groups', { supported: named('X25519MLKEM768', 'curveSM2MLKEM768', 'secp256r1') }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: X25519MLKEM768: approved on conditions that only the module and its certificate show; curveSM2MLKEM768: only a draft gives it a place in TLS (approved: secp256r1; conditional: X25519MLKEM768; draft: curveSM2MLKEM768; approval of algorithms, not validation: an endpoint cannot show which module did this)",
    ]
  `);
  expect(
    judged(tlsEndpointAlgorithmsApproved, PARAMETERS, [
      given('tls.endpoint.groups', { supported: named('secp256r1') }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: whether a version below TLSv1.3 is spoken could not be told (approved: secp256r1; approval of algorithms, not validation: an endpoint cannot show which module did this)",
    ]
  `);
  expect(judged(tlsEndpointAlgorithmsApproved, PARAMETERS, [given('tls.endpoint.reached')])).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: no groups were seen: whether TLSv1.3 is spoken could not be told; whether a version below TLSv1.3 is spoken could not be told",
    ]
  `);
});

it('says of each name how it stands, whatever the outcome', () => {
  const mixed = named('secp256r1', 'X25519MLKEM768', 'curveSM2MLKEM768', 'x25519', 'MLKEM1024');
  expect(
    judged(tlsEndpointAlgorithmsApproved, PARAMETERS, [
      given('tls.endpoint.versions'),
      given('tls.endpoint.groups', { supported: mixed }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: groups that are not approved: x25519; approved: secp256r1, MLKEM1024; conditional: X25519MLKEM768; draft: curveSM2MLKEM768; not approved: x25519; approval of algorithms, not validation: an endpoint cannot show which module did this",
    ]
  `);
  const suites = {
    of: 'suites',
    approved: ['TLS_AES_*'],
    conditional: ['TLS_CHACHA*'],
  };
  expect(
    judged(tlsEndpointAlgorithmsApproved, suites, [given('tls.endpoint.versions'), given('tls.endpoint.ciphers')]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint; approved: TLS_AES_256_GCM_SHA384, TLS_AES_128_GCM_SHA256; approval of algorithms, not validation: an endpoint cannot show which module did this",
    ]
  `);
  const schemes = { of: 'signature-schemes', approved: ['ecdsa_*'], draft: ['mldsa*'] };
  expect(
    judged(tlsEndpointAlgorithmsApproved, schemes, [
      given('tls.endpoint.versions'),
      given('tls.endpoint.signature-schemes', { supported: named('ecdsa_secp256r1_sha256', 'mldsa65', 'ed25519') }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: signature schemes that are not approved: ed25519; approved: ecdsa_secp256r1_sha256; draft: mldsa65; not approved: ed25519; approval of algorithms, not validation: an endpoint cannot show which module did this",
    ]
  `);
});

it('asks certificates for keys and signatures, but not for that of a root over itself', () => {
  expect(
    judged(tlsEndpointAlgorithmsApproved, CERTIFICATES, [given('tls.endpoint.certificate')]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint; approved: EC secp256r1, ecdsa-with-SHA256, RSA; approval of algorithms, not validation: an endpoint cannot show which module did this",
    ]
  `);
  expect(
    judged(tlsEndpointAlgorithmsApproved, CERTIFICATES, [
      given('tls.endpoint.certificate', { chain: [shown(), ROOT] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "met TLS endpoint; approved: EC secp256r1, ecdsa-with-SHA256, RSA; approval of algorithms, not validation: an endpoint cannot show which module did this",
    ]
  `);
  expect(
    judged(tlsEndpointAlgorithmsApproved, CERTIFICATES, [
      given('tls.endpoint.certificate', { chain: [shown({ signatureAlgorithm: null })] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unknown TLS endpoint: a certificate could not be read or was not shown (approved: EC secp256r1; approval of algorithms, not validation: an endpoint cannot show which module did this)",
    ]
  `);
  expect(
    judged(tlsEndpointAlgorithmsApproved, CERTIFICATES, [
      given('tls.endpoint.certificate', { chain: [shown({ signatureAlgorithm: 'sha1WithRSAEncryption' })] }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet TLS endpoint: certificates that are not approved: sha1WithRSAEncryption; approved: EC secp256r1; not approved: sha1WithRSAEncryption; approval of algorithms, not validation: an endpoint cannot show which module did this",
    ]
  `);
});

it('is not asked of an SSH endpoint', () => {
  expect(judged(tlsEndpointAlgorithmsApproved, PARAMETERS, [given('ssh.endpoint')])).toMatchInlineSnapshot(`
    [
      "not-applicable TLS endpoint: this endpoint was asked about SSH",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(tlsEndpointAlgorithmsApproved, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
