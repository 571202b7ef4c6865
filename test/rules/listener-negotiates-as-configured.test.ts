import { describe, expect, it } from 'vitest';
import type { Fact, Gap } from '../../src/facts/fact.ts';
import { factBase } from '../../src/facts/fact-base.ts';
import { targetPath } from '../../src/facts/locator.ts';
import type { Listener, ListenerConfigured, RunningGo } from '../../src/facts/values/listener.ts';
import { remedyFor } from '../../src/rules/common/listener-cause.ts';
import { listenerNegotiatesAsConfigured } from '../../src/rules/listener-negotiates-as-configured.ts';
import { named } from '../support/endpoint-facts.ts';
import { given, judged } from '../support/rule-facts.ts';

const SUBJECT = 'listener tcp/443 (nginx)';
const CLASSICAL = { from: 'built-in', library: 'OpenSSL 3.0.19' } as const;
const LIBCRYPTO = { path: '/usr/lib/libcrypto.so.3', deleted: false };

function listener(version: string | null = '3.5.7', more: Partial<Listener> = {}): Fact {
  return given('listener', { libraries: [{ ...LIBCRYPTO, version }], ...more }, SUBJECT);
}

function configured(some: Partial<ListenerConfigured>): Fact {
  return given('listener.configured', some, SUBJECT);
}

function negotiates(...names: readonly string[]): Fact {
  return given('tls.endpoint.groups', { supported: named(...names) }, SUBJECT);
}

function judge(facts: readonly Fact[], gaps: readonly Gap[] = []): readonly string[] {
  return judged(listenerNegotiatesAsConfigured, {}, [given('listener.inventory', { tls: 1 }), ...facts], gaps);
}

it('is met where what is negotiated is what is configured, finite fields aside', () => {
  const facts = [listener(), configured({}), negotiates('X25519MLKEM768', 'x25519', 'ffdhe2048')];
  expect(judge(facts)).toEqual([`met ${SUBJECT}`]);
});

it('is met where the library decides and its ML-KEM reaches the wire, and where an old library runs an old list', () => {
  const left = configured({ setting: null, written: null, from: null, groups: null, otherwise: 'library' });
  expect(judge([listener(), left, negotiates('X25519MLKEM768', 'x25519')])).toEqual([`met ${SUBJECT}`]);
  const old = configured({ written: 'X25519', groups: ['x25519'] });
  expect(judge([listener('3.0.19'), old, negotiates('x25519')])).toEqual([`met ${SUBJECT}`]);
});

it('is unmet where a promised group is not negotiated, or another one is', () => {
  expect(judge([listener(), configured({}), negotiates('x25519', 'secp384r1')])).toMatchInlineSnapshot(`
    [
      "unmet listener tcp/443 (nginx): ssl_ecdh_curve X25519MLKEM768:X25519 (/etc/nginx/nginx.conf:7): X25519MLKEM768 configured but not negotiated; secp384r1 negotiated but not configured. Likely: its configuration was changed since it began, or another part of it sets the groups",
    ]
  `);
  const replaced = listener('3.5.7', { libraries: [{ ...LIBCRYPTO, deleted: true, version: null }] });
  expect(judge([replaced, configured({}), negotiates('x25519')])).toMatchInlineSnapshot(`
    [
      "unmet listener tcp/443 (nginx): ssl_ecdh_curve X25519MLKEM768:X25519 (/etc/nginx/nginx.conf:7): X25519MLKEM768 configured but not negotiated. Likely: the process still runs /usr/lib/libcrypto.so.3 as it was before it was replaced, and wants a restart",
    ]
  `);
});

it('is unmet where the library that runs would not take the list', () => {
  const refused = configured({ groups: null, refused: 'no group X25519MLKEM768 is served' });
  expect(judge([listener('3.0.19'), refused, negotiates('x25519')])).toMatchInlineSnapshot(`
    [
      "unmet listener tcp/443 (nginx): the library that runs would not take ssl_ecdh_curve X25519MLKEM768:X25519 (/etc/nginx/nginx.conf:7): no group X25519MLKEM768 is served. Likely: it was changed since the server began",
    ]
  `);
});

it("is unmet where the library's ML-KEM is lost, and names what loses it", () => {
  const lost = (value: Partial<ListenerConfigured>, who = listener()) =>
    judge([who, configured(value), negotiates('x25519')]);
  const none = { setting: null, written: null, from: null, groups: null };
  expect(lost({ written: 'X25519', groups: ['x25519'] })).toMatchInlineSnapshot(`
    [
      "unmet listener tcp/443 (nginx): X25519MLKEM768, which OpenSSL 3.5.7, which it runs, offers, is not negotiated. Likely: ssl_ecdh_curve X25519 (/etc/nginx/nginx.conf:7) leaves it out",
    ]
  `);
  expect(lost({ ...none, server: 'Postfix', otherwise: 'server' })).toMatchInlineSnapshot(`
    [
      "unmet listener tcp/443 (nginx): X25519MLKEM768, which OpenSSL 3.5.7, which it runs, offers, is not negotiated. Likely: Postfix is not told any groups, and the list that is built into it has none with ML-KEM",
    ]
  `);
  expect(lost({ ...none, otherwise: 'library' })).toMatchInlineSnapshot(`
    [
      "unmet listener tcp/443 (nginx): X25519MLKEM768, which OpenSSL 3.5.7, which it runs, offers, is not negotiated. Likely: its configuration was changed since it began, or another part of it sets the groups",
    ]
  `);
});

it('holds a program without a mapped library, or with an old one, against the OpenSSL of the system', () => {
  const system = given('tls.configured', { groups: ['X25519MLKEM768', 'x25519'] });
  const facts = [system, negotiates('x25519')];
  expect(judge([listener(null, { libraries: [] }), ...facts])).toMatchInlineSnapshot(`
    [
      "unmet listener tcp/443 (nginx): X25519MLKEM768, which the OpenSSL of the system offers, is not negotiated. Likely: no library of cryptography is mapped: the program has one of its own built in (an old copy of OpenSSL, say)",
    ]
  `);
  expect(judge([listener('1.1.1w'), ...facts])).toMatchInlineSnapshot(`
    [
      "unmet listener tcp/443 (nginx): X25519MLKEM768, which the OpenSSL of the system offers, is not negotiated. Likely: it runs OpenSSL 1.1.1w (/usr/lib/libcrypto.so.3), which has no ML-KEM",
    ]
  `);
});

describe('a program of Go', () => {
  const go = (some: Partial<RunningGo>, ...groups: readonly string[]) => {
    const executable = { path: '/usr/bin/caddy', deleted: false };
    const built = { version: '1.26.5', built: [], environment: [], ...some };
    return judge([listener(null, { libraries: [], executable, go: built }), negotiates('x25519', ...groups)]);
  };

  it('is held against what Go has by default, and met where that is negotiated', () => {
    expect(go({}, 'X25519MLKEM768')).toEqual([`met ${SUBJECT}`]);
    expect(go({ built: ['tlsmlkem=0'], environment: ['tlsmlkem=1'] }, 'X25519MLKEM768')).toEqual([`met ${SUBJECT}`]);
  });

  it('is unmet where its build, its environment or its sources lose ML-KEM, and says which', () => {
    expect(go({ built: ['tls10server=1', 'tlsmlkem=0'] })).toMatchInlineSnapshot(`
      [
        "unmet listener tcp/443 (nginx): X25519MLKEM768, which Go 1.26.5, its toolchain, offers, is not negotiated. Likely: /usr/bin/caddy was built with tlsmlkem=0 (DefaultGODEBUG), which a go line before 1.24 in go.mod brings",
      ]
    `);
    expect(go({ environment: ['tlsmlkem=0'] })).toMatchInlineSnapshot(`
      [
        "unmet listener tcp/443 (nginx): X25519MLKEM768, which Go 1.26.5, its toolchain, offers, is not negotiated. Likely: GODEBUG tlsmlkem=0 in its environment switches it off",
      ]
    `);
    expect(go({ built: ['fips140=on'] })).toMatchInlineSnapshot(`
      [
        "unmet listener tcp/443 (nginx): X25519MLKEM768, which Go 1.26.5, its toolchain, offers, is not negotiated. Likely: /usr/bin/caddy runs with fips140=on, in which Go may leave it out (1.24 does)",
      ]
    `);
    expect(go({ built: ['tlsmlkem=0'], environment: ['tlsmlkem=1'] })).toMatchInlineSnapshot(`
      [
        "unmet listener tcp/443 (nginx): X25519MLKEM768, which Go 1.26.5, its toolchain, offers, is not negotiated. Likely: the sources of /usr/bin/caddy name the groups themselves (tls.Config.CurvePreferences)",
      ]
    `);
  });

  it('promises nothing where it was built before Go had ML-KEM, or hides with what', () => {
    const promised = [`not-applicable ${SUBJECT}: nothing that was read promises ML-KEM for it`];
    const system = given('tls.configured', { groups: ['x25519'] });
    for (const version of ['1.23.9', '1.22', null]) {
      const old = { version, built: [], environment: [] };
      const facts = [listener(null, { libraries: [], go: old }), system, negotiates('x25519')];
      expect(judge(facts)).toEqual(promised);
    }
  });

  it('built before Go had ML-KEM loses what the system has', () => {
    const system = given('tls.configured', { groups: ['X25519MLKEM768', 'x25519'] });
    const old = listener(null, { libraries: [], go: { version: '1.23.9', built: [], environment: [] } });
    expect(judge([old, system, negotiates('x25519')])).toMatchInlineSnapshot(`
      [
        "unmet listener tcp/443 (nginx): X25519MLKEM768, which the OpenSSL of the system offers, is not negotiated. Likely: Go 1.23.9, which built /usr/sbin/nginx, has no ML-KEM in TLS; from 1.24 on it has",
      ]
    `);
  });
});

it('tells what to do about a program of Go, and about a grade of Postfix', () => {
  const remedy = (go: RunningGo | null, value: Partial<ListenerConfigured> | null = null) => {
    const facts = factBase([listener(null, { libraries: [], go }), ...(value === null ? [] : [configured(value)])], []);
    return remedyFor(facts.all('listener')[0] as Fact<'listener'>, facts.all('listener.configured')[0] ?? null);
  };
  const built = { version: '1.26.5', built: ['tlsmlkem=0'], environment: [] };
  expect([
    remedy(built),
    remedy({ ...built, environment: ['tlsmlkem=0'] }),
    remedy({ ...built, version: '1.23.9' }),
    remedy(null, { server: 'Postfix', setting: 'smtpd_tls_eecdh_grade', written: 'strong', groups: ['secp256r1'] }),
  ]).toMatchInlineSnapshot(`
    [
      "Write go 1.24 or later in go.mod, or //go:debug tlsmlkem=1 in the main package, and build anew; until then set GODEBUG=tlsmlkem=1 in the environment of the service.",
      "Take tlsmlkem=0 out of GODEBUG in the environment of the service, and restart it.",
      "Build the program with Go 1.24 or later, and with go 1.24 or later in go.mod.",
      "In /etc/nginx/nginx.conf:7 write smtpd_tls_eecdh_grade = auto. Name the groups in its setting:
    Postfix: tls_eecdh_auto_curves = X25519MLKEM768 X25519 prime256v1",
    ]
  `);
});

it('names the line of openssl.cnf that takes ML-KEM from all programs', () => {
  const system = given('tls.configured', {
    groups: ['x25519'],
    origin: { ...origins(), groups: { from: 'directive', path: targetPath('/etc/ssl/openssl.cnf'), line: 9 } },
  });
  const left = configured({ setting: null, written: null, from: null, groups: null, otherwise: 'library' });
  expect(judge([listener(), left, system, negotiates('x25519')])).toMatchInlineSnapshot(`
    [
      "unmet listener tcp/443 (nginx): X25519MLKEM768, which OpenSSL 3.5.7, which it runs, offers, is not negotiated. Likely: /etc/ssl/openssl.cnf:9 sets the groups for all programs of the system, and leaves it out",
    ]
  `);
});

it('is unmet where ML-KEM is configured for a server without TLS 1.3', () => {
  const versions = given('tls.endpoint.versions', { supported: ['TLSv1.2'], notSupported: ['TLSv1.3'] }, SUBJECT);
  expect(judge([listener(), configured({}), versions])).toMatchInlineSnapshot(`
    [
      "unmet listener tcp/443 (nginx): X25519MLKEM768 configured, but TLSv1.3 is not spoken, and only it has ML-KEM",
    ]
  `);
  expect(judge([listener(), configured({ groups: ['x25519'] }), versions])).toEqual([
    `not-applicable ${SUBJECT}: TLSv1.3 is not spoken, and only its groups are compared`,
  ]);
});

it('is unknown where one side could not be seen', () => {
  const gap: Gap = { kind: 'listener.configured', subject: SUBJECT, why: '/etc/nginx: permission denied' };
  expect(judge([listener(), negotiates('x25519')], [gap])).toEqual([
    `unknown ${SUBJECT}: its configuration could not be read`,
  ]);
  expect(judge([listener(), configured({})])).toEqual([
    `unknown ${SUBJECT}: the groups that it negotiates could not be told`,
  ]);
  const part = given('tls.endpoint.groups', { supported: named('x25519'), complete: false }, SUBJECT);
  expect(judge([listener(), configured({}), part])).toEqual([
    `unknown ${SUBJECT}: X25519MLKEM768 not seen, but the list of groups may lack some`,
  ]);
  expect(judge([listener(null), configured({ groups: null }), negotiates('x25519')])).toEqual([
    `unknown ${SUBJECT}: which library reads ssl_ecdh_curve X25519MLKEM768:X25519 (/etc/nginx/nginx.conf:7) is not known`,
  ]);
  expect(judge([listener(null), negotiates('x25519')])).toEqual([
    `unknown ${SUBJECT}: neither its configuration nor its library is known`,
  ]);
});

it('is not applicable without a TLS listener, and where nothing promises ML-KEM', () => {
  expect(judge([])).toEqual(['not-applicable TLS listeners: no TCP listener of this host speaks TLS']);
  const system = given('tls.configured', { groups: ['x25519'], origin: { ...origins(), groups: CLASSICAL } });
  expect(judge([listener(null, { libraries: [] }), system, negotiates('x25519')])).toEqual([
    `not-applicable ${SUBJECT}: nothing that was read promises ML-KEM for it`,
  ]);
});

function origins() {
  return {
    minProtocol: CLASSICAL,
    maxProtocol: CLASSICAL,
    groups: CLASSICAL,
    signatureSchemes: CLASSICAL,
    ciphers: CLASSICAL,
    securityLevel: CLASSICAL,
  };
}
