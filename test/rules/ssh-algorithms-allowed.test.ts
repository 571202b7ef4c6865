import { expect, it } from 'vitest';
import { sshAlgorithmsAllowed } from '../../src/rules/ssh-algorithms-allowed.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {
  kex: ['ecdh-sha2-nistp256'],
  outsideModule: ['mlkem768x25519-sha256'],
  hostKeys: ['ecdsa-sha2-nistp256'],
  ciphers: ['aes256-gcm@openssh.com'],
  macs: ['hmac-sha2-256'],
};

const APPROVED = { kex: ['ecdh-sha2-nistp256'] };

it('is met by approved algorithms', () => {
  expect(
    judged(sshAlgorithmsAllowed, PARAMETERS, [given('ssh.configured', { kex: ['ecdh-sha2-nistp256'] })]),
  ).toMatchInlineSnapshot(`
    [
      "met OpenSSH server",
    ]
  `);
});

it("is unmet by OpenSSH's own ML-KEM, in words of its own", () => {
  expect(judged(sshAlgorithmsAllowed, PARAMETERS, [given('ssh.configured')])).toMatchInlineSnapshot(`
    [
      "unmet OpenSSH server: KexAlgorithms has mlkem768x25519-sha256, whose post-quantum part does not come from the module",
    ]
  `);
});

it('is unmet by what is not approved, keyword by keyword', () => {
  expect(
    judged(sshAlgorithmsAllowed, PARAMETERS, [
      given(
        'ssh.configured',
        {
          kex: ['curve25519-sha256', 'ecdh-sha2-nistp256'],
          ciphers: ['chacha20-poly1305@openssh.com', 'aes256-gcm@openssh.com'],
        },
        'OpenSSH client',
      ),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet OpenSSH client: KexAlgorithms has curve25519-sha256, not approved; Ciphers has chacha20-poly1305@openssh.com, not approved",
    ]
  `);
});

it('is not applicable where the packages are known and OpenSSH is not among them', () => {
  expect(
    judged(sshAlgorithmsAllowed, PARAMETERS, [given('package.inventory'), given('package.installed')]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable OpenSSH: OpenSSH is not installed",
    ]
  `);
});

it('says nothing where the configuration was hidden', () => {
  expect(
    judged(
      sshAlgorithmsAllowed,
      PARAMETERS,
      [given('package.inventory'), given('package.installed')],
      [{ kind: 'ssh.configured', subject: 'somewhere', why: 'permission denied' }],
    ),
  ).toMatchInlineSnapshot(`[]`);
});

it('says nothing where the packages are not known', () => {
  expect(judged(sshAlgorithmsAllowed, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});

const IN_FIPS_MODE = 'OpenSSH server under kernel FIPS mode';

it('is asked of what holds as the system boots', () => {
  const facts = [
    given('ssh.configured', { kex: ['curve25519-sha256'] }),
    given('ssh.configured', APPROVED, IN_FIPS_MODE),
  ];
  const flags = [given('kernel.boot'), given('kernel.fips-mode', { enabled: false })];
  expect(flags.map((flag) => judged(sshAlgorithmsAllowed, PARAMETERS, [...facts, flag]))).toMatchInlineSnapshot(`
    [
      [
        "met OpenSSH server under kernel FIPS mode",
      ],
      [
        "unmet OpenSSH server: KexAlgorithms has curve25519-sha256, not approved",
      ],
    ]
  `);
});

it('says nothing of the usual lists where those for FIPS mode cannot be told, unless the flag is off', () => {
  const facts = [given('ssh.configured', { kex: ['curve25519-sha256'] })];
  const gaps = [{ kind: 'ssh.configured', subject: IN_FIPS_MODE, why: 'not shown' }] as const;
  const flags = [given('kernel.boot'), given('kernel.fips-mode', { enabled: false })];
  expect(flags.map((flag) => judged(sshAlgorithmsAllowed, PARAMETERS, [...facts, flag], gaps))).toMatchInlineSnapshot(`
    [
      [],
      [
        "unmet OpenSSH server: KexAlgorithms has curve25519-sha256, not approved",
        "not-applicable OpenSSH server under kernel FIPS mode: the kernel is not in FIPS mode",
      ],
    ]
  `);
});

it("is unknown where OpenSSL's default properties do not put OpenSSH into FIPS mode", () => {
  const origin = { HostKeyAlgorithms: { from: 'built-in', library: 'OpenSSH 8.7p1 in FIPS mode' } } as const;
  const facts = [given('ssh.configured', { ...APPROVED, origin }, IN_FIPS_MODE), given('kernel.boot')];
  const properties = ['fips=yes', '?fips=yes'].map((defaultProperties) =>
    given('openssl.properties', {
      defaultProperties,
      fipsRequired: defaultProperties === 'fips=yes',
      kernelFips: 'on',
    }),
  );
  const seen = [undefined, ...properties].map((each) =>
    judged(sshAlgorithmsAllowed, PARAMETERS, each === undefined ? facts : [...facts, each]),
  );
  expect(seen).toMatchInlineSnapshot(`
    [
      [
        "unknown OpenSSH server under kernel FIPS mode: OpenSSH has its lists for FIPS mode only where OpenSSL's default properties demand fips=yes, and they are not known",
      ],
      [
        "met OpenSSH server under kernel FIPS mode",
      ],
      [
        "unknown OpenSSH server under kernel FIPS mode: OpenSSH has its lists for FIPS mode only where OpenSSL's default properties demand fips=yes, and they are "?fips=yes"",
      ],
    ]
  `);
});
