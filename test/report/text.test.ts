import { expect, it } from 'vitest';
import { fact } from '../../src/facts/fact.ts';
import { targetPath } from '../../src/facts/locator.ts';
import { evidence } from '../../src/facts/quote.ts';
import { text } from '../../src/report/text.ts';
import { smallHost, smallHostFacts, waivedHost, written } from '../support/report.ts';

it('shows the verdict first, then the ladder, the wire, the findings and what was not seen', () => {
  expect(written(text, [smallHost()])).toMatchInlineSnapshot(`
    "pqready 0.1.0, judged as on 2026-11-22

    web-1 (host): Debian GNU/Linux 13 (trixie)

    VERDICT FAIL: 1 fail, 1 cannot be decided, 1 pass, 1 do not apply

    OpenSSL FIPS provider: OpenSSL FIPS Provider 3.5.7
      yes  present     /usr/lib/x86_64-linux-gnu/ossl-modules/fips.so
      ?    intact      unknown: no module-mac is configured and none is embedded
      no   selected    kernel flag off: no; on: no
      no   validated   no certificate names this build
      ?    working     not seen: nothing was run

    OpenSSL system default
      TLS     TLSv1.2 to highest known
      groups  X25519MLKEM768*, x25519*, secp256r1
              from the built-in list of OpenSSL 3.5.7

    House rules (house, 1)

    FAIL    kernel-flag-on (high)
            kernel: the running kernel is not in FIPS mode
      do    Debian has no validated module; to test the mode, boot with fips=1:
            $ grub-editenv - set kernelopts="fips=1"
      wants The kernel runs in FIPS mode
      seen  kernel fips_enabled "0"
      cites FIPS 140-3 7.4; binding: certification

    UNKNOWN boot (high)
            boot entries: /boot/loader: permission denied
      wants The kernel runs in FIPS mode
      cites FIPS 140-3 7.4; binding: certification

    PASS    ml-kem [M]

    Not seen (1)
      boot entries: /boot/loader: permission denied
    "
  `);
});

it('shows facts alone where nothing was judged', () => {
  const { assessments: _, ...found } = smallHost();
  expect(written(text, [found])).toMatchInlineSnapshot(`
    "pqready 0.1.0, judged as on 2026-11-22

    web-1 (host): Debian GNU/Linux 13 (trixie)

    OpenSSL FIPS provider: OpenSSL FIPS Provider 3.5.7
      yes  present     /usr/lib/x86_64-linux-gnu/ossl-modules/fips.so
      ?    intact      unknown: no module-mac is configured and none is embedded
      no   selected    kernel flag off: no; on: no
      no   validated   no certificate names this build
      ?    working     not seen: nothing was run

    OpenSSL system default
      TLS     TLSv1.2 to highest known
      groups  X25519MLKEM768*, x25519*, secp256r1
              from the built-in list of OpenSSL 3.5.7

    Facts by kind (--output json has them whole)
      kernel.fips-mode 1
      os.release 1
      fips.module 1
      tls.configured 1

    Not seen (1)
      boot entries: /boot/loader: permission denied
    "
  `);
});

it('keeps within 80 columns but for paths and commands', () => {
  const long = written(text, [smallHost()])
    .split('\n')
    .filter((line) => line.length > 80);
  expect(long).toEqual([]);
});

it('uses colour only where it is asked to', () => {
  expect(written(text, [smallHost()])).not.toContain('\u001b');
  expect(written(text, [smallHost()], { colour: true, width: 80 })).toContain('\u001b[31m');
});

it('never lets a scanned system speak to the terminal', () => {
  const hostile = '\u001b]0;owned\u0007\u009b31m\u202e';
  const release = { id: 'x', versionId: null, variantId: null, idLike: [], prettyName: hostile };
  const facts = [
    ...smallHostFacts.filter(({ kind }) => kind !== 'os.release'),
    fact(
      'os.release',
      'operating system',
      release,
      evidence({ in: 'file', path: targetPath(`/etc/${hostile}`) }, hostile),
    ),
  ];
  const report = { ...smallHost(facts), name: hostile, gaps: [{ subject: hostile, why: hostile }] };
  expect(written(text, [report])).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
});

it('never says compliant', () => {
  expect(written(text, [smallHost()]).toLowerCase()).not.toMatch(/(^|[^-n])compliant/);
});

it('keeps a waived finding in sight, and names the waivers that need an eye', () => {
  const page = written(text, [waivedHost()]);
  expect(page.slice(page.indexOf('VERDICT'), page.indexOf('\n\nOpenSSL FIPS'))).toMatchInlineSnapshot(
    `"VERDICT UNDECIDED: 1 cannot be decided, 1 waived, 1 pass, 1 do not apply"`,
  );
  expect(page.slice(page.indexOf('House rules'))).toMatchInlineSnapshot(`
    "House rules (house, 1)

    UNKNOWN boot (high)
            boot entries: /boot/loader: permission denied
      wants The kernel runs in FIPS mode
      cites FIPS 140-3 7.4; binding: certification
      note  its waiver (SEC-2, platform team) expired on 2026-11-21

    WAIVED  kernel-flag-on (high)
            kernel: the running kernel is not in FIPS mode
      by    platform team (SEC-1) until 2027-03-31, instead of fail: moves to the
            module in spring
      do    Debian has no validated module; to test the mode, boot with fips=1:
            $ grub-editenv - set kernelopts="fips=1"
      wants The kernel runs in FIPS mode
      seen  kernel fips_enabled "0"
      cites FIPS 140-3 7.4; binding: certification

    PASS    ml-kem [M]

    If nothing changes:
      2027-04-01 fails kernel-flag-on

    Not seen (1)
      boot entries: /boot/loader: permission denied

    Waivers to look at (2 of 3)
      expired waivers.yaml:9:5: boot, * (platform team, SEC-2): expired on
        2026-11-21, and what it waived still falls short
      unmatched waivers.yaml:16:5: ml-kem, * (platform team, SEC-3): it covers fail
        and warn, but what it names comes out as pass
    "
  `);
});

it('tells once what one reason leaves open', () => {
  const host = smallHost();
  const assessments = (host.assessments ?? []).map((assessment) => ({
    ...assessment,
    findings: assessment.findings
      .filter(({ weight }) => weight === 'unknown')
      .flatMap((finding) =>
        ['one', 'two', 'three'].map((id) => ({ ...finding, requirement: { ...finding.requirement, id } })),
      ),
  }));
  const { facts: _, gaps: __, ...rest } = host;
  const shown = written(text, [{ ...rest, facts: [], gaps: [], assessments }]);
  expect(shown.slice(shown.indexOf('UNKNOWN'))).toMatchInlineSnapshot(`
    "UNKNOWN 3 requirements
            boot entries: /boot/loader: permission denied
      open  one, two, three
    "
  `);
});

it('shows the listeners of a host with the program behind each', () => {
  const library = { path: '/usr/lib/libcrypto.so.3', version: '3.5.7', deleted: false };
  const listener = {
    port: 443,
    addresses: ['0.0.0.0', '::'],
    program: 'nginx',
    executable: { path: '/usr/sbin/nginx', deleted: false },
    libraries: [library],
    go: null,
    speaks: 'tls',
    startTls: null,
  } as const;
  const proof = evidence({ in: 'kernel', name: 'net/tcp' }, 'listens');
  const facts = [
    fact('listener', 'listener tcp/443 (nginx)', listener, proof),
    fact(
      'listener',
      'listener tcp/25 (master)',
      { ...listener, port: 25, startTls: 'smtp', libraries: [{ ...library, version: null, deleted: true }] },
      proof,
    ),
    fact('listener', 'listener tcp/80 (nginx)', { ...listener, port: 80, speaks: 'neither', libraries: [] }, proof),
    fact(
      'listener',
      'listener tcp/8080 (caddy)',
      {
        ...listener,
        port: 8080,
        program: 'caddy',
        libraries: [],
        go: { version: '1.26.5', built: ['tlsmlkem=0'], environment: [] },
      },
      proof,
    ),
    fact(
      'listener',
      'listener tcp/9000',
      {
        ...listener,
        addresses: ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5', '192.0.2.6'],
        port: 9000,
        speaks: 'unknown',
        program: null,
        libraries: null,
      },
      proof,
    ),
  ];
  const { assessments: _, ...host } = smallHost();
  const shown = written(text, [{ ...host, facts, gaps: [] }]);
  expect(shown.slice(shown.indexOf('TCP'), shown.indexOf('Facts by kind'))).toMatchInlineSnapshot(`
    "TCP listeners of this host
      25      TLS after STARTTLS of smtp; nginx, libcrypto.so.3 (replaced since);
              0.0.0.0, ::
      80      neither TLS nor SSH; nginx, no library of cryptography mapped;
              0.0.0.0, ::
      443     TLS; nginx, libcrypto.so.3 3.5.7; 0.0.0.0, ::
      8080    TLS; caddy, Go 1.26.5; 0.0.0.0, ::
      9000    what it speaks could not be told; a process that could not be seen,
              libraries unknown; 192.0.2.1, 192.0.2.2, 192.0.2.3, 192.0.2.4 and 2
              more

    "
  `);
});
