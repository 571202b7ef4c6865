import { expect, it } from 'vitest';
import { judge, openBench } from '../../src/cli/judge.ts';
import { compareTargets, type JudgedSide, turns } from '../../src/report/diff/compare.ts';
import type { DiffDocument } from '../../src/report/diff/document.ts';
import { diffText } from '../../src/report/diff/text.ts';
import type { TargetReport } from '../../src/report/format.ts';
import { reportedTarget } from '../../src/report/json.ts';
import { day } from '../support/requirement.ts';
import type { Tree } from '../support/tree.ts';
import { trees } from '../trees/index.ts';
import { judgedTree } from './judged-tree.ts';
import { withTree } from './with-tree.ts';

function side(target: TargetReport, asOf = '2026-11-22'): JudgedSide {
  return { target, assessments: reportedTarget(target).assessments ?? [], asOf: day(asOf) };
}

async function scanned(name: string, tree: Tree): Promise<JudgedSide> {
  return side(await withTree(tree, (root) => judgedTree(name, root)));
}

async function judgedOn({ target }: JudgedSide, asOf: string): Promise<JudgedSide> {
  return side({ ...target, ...judge(target, await openBench(['fips-140-3', 'pq-transition'], day(asOf))) }, asOf);
}

function page(before: JudgedSide, after: JudgedSide, times = 1): string {
  const targets = Array.from({ length: times }, () => compareTargets(before, after));
  const findings = targets.flatMap((target) => target.findings);
  const totals = Object.fromEntries(
    turns.map((turn) => [turn, findings.filter((each) => each.turn === turn).length]),
  ) as DiffDocument['totals'];
  const tool = { name: 'pqready', version: '0.1.0' };
  const text = diffText(
    { schema: 'pqready.diff/1', tool, targets, onlyOld: [], onlyNew: [], totals },
    { colour: false, width: 100 },
  );
  // How many findings stay as they are changes with every profile.
  return text.replaceAll(/\d+ as before/g, 'others as before');
}

it('shows a line of a configuration that took ML-KEM away, as what explains each finding that is worse', async () => {
  const tree = await trees['debian-13']();
  const before = await scanned('web-1', tree);
  const after = await scanned('web-1', { ...tree, '/etc/ssl/openssl.cnf': CLASSICAL });
  expect(page(before, after)).toMatchInlineSnapshot(`
    "pqready 0.1.0 diff

    web-1: Debian GNU/Linux 13 (trixie), as on 2026-11-22
      1 worse, 1 better, 1 gone, others as before

    WORSE   tls.key-establishment pass -> warn (high, pq-transition)
            OpenSSL system default: no group with ML-KEM is offered: x25519, secp256r1
            (/etc/ssl/openssl.cnf:7)
      why   groups: now without X25519MLKEM768, x448, secp384r1, secp521r1, ffdhe2048, ffdhe3072
            keyShares: now without X25519MLKEM768
            now: /etc/ssl/openssl.cnf:7 "x25519:secp256r1"
            was: /usr/lib/x86_64-linux-gnu/libcrypto.so.3 "OpenSSL 3.5.7"
      do    In /etc/ssl/openssl.cnf, in the section that system_default of ssl_conf names, write:
            Groups = X25519MLKEM768:DEFAULT

    BETTER  tls.strength-112 warn -> pass (low, pq-transition)
            OpenSSL system default: algorithms that are not wanted are offered: ffdhe2048
      why   as for tls.key-establishment

    GONE    tls.key-establishment.preferred pass -> n/a: OpenSSL system default

    Changed underneath (2)
      ~ package.files openssl: files[0].state: intact -> altered
      ~ tls.configured OpenSSL system default: groups: now without X25519MLKEM768, x448, secp384r1,
          secp521r1, ffdhe2048, ffdhe3072; keyShares: now without X25519MLKEM768

    VERDICT REGRESSION: 1 finding worse
    "
  `);
});

it('shows an update of a package that left its certificate, between two images', async () => {
  const certified = await scanned('image:a', await trees['rhel-9-certified']());
  const uncertified = await scanned('image:b', await trees['rhel-9-uncertified']());
  expect(page(certified, uncertified)).toMatchInlineSnapshot(`
    "pqready 0.1.0 diff

    image:a -> image:b: Red Hat Enterprise Linux 9.6 (Plow) -> Red Hat Enterprise Linux 9.8 (Plow), as on 2026-11-22
      2 worse, 1 better, 4 gone, others as before

    WORSE   implementations.validated pass -> fail (high, fips-140-3)
            programs that use OpenSSL: Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider
            3.0.7-cda111b5812c30d4: openssl-fips-provider 3.0.7-11.el9_8, in no certificate; #4857 names
            3.0.7-395c1a240fbfffd8 (as of 2026-10-09)
      why   flagOn.outcome: validated-module -> other-module
            flagOn.why: Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider 3.0.7-395c1a240fbfffd8 is
            named by #4857 (FIPS 140-3, active) -> Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider
            3.0.7-cda111b5812c30d4: openssl-fips-provider 3.0.7-11.el9_8, in no certificate; #4857 names
            3.0.7-395c1a240fbfffd8 (as of 2026-10-09)
            package openssl 1:3.2.2-6.el9_5.1 -> 1:3.5.5-3.el9_8
            package openssl-fips-provider 3.0.7-8.el9 -> 3.0.7-11.el9_8
            package openssl-fips-provider-so 3.0.7-8.el9 -> 3.0.7-11.el9_8
            package openssl-libs 1:3.2.2-6.el9_5.1 -> 1:3.5.5-3.el9_8
      do    Nothing in these programs: they compute where the library does. Let the library call a
            validated module, and they follow.

    WORSE   module.certificate pass -> fail (high, fips-140-3)
            OpenSSL FIPS provider: no certificate covers 3.0.7-cda111b5812c30d4: openssl-fips-provider
            3.0.7-11.el9_8, in no certificate; #4857 names 3.0.7-395c1a240fbfffd8 (as of 2026-10-09)
      why   build: 3.0.7-395c1a240fbfffd8 -> 3.0.7-cda111b5812c30d4
            certificate: #4857, active -> none
            version: 3.0.7-395c1a240fbfffd8 -> 3.0.7-cda111b5812c30d4
            now: /usr/lib64/ossl-modules/fips.so "Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider
            3.0.7-cda111b5812c30d4"
            was: /usr/lib64/ossl-modules/fips.so "Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider
            3.0.7-395c1a240fbfffd8"
            package openssl 1:3.2.2-6.el9_5.1 -> 1:3.5.5-3.el9_8
            package openssl-fips-provider 3.0.7-8.el9 -> 3.0.7-11.el9_8
            package openssl-fips-provider-so 3.0.7-8.el9 -> 3.0.7-11.el9_8
            package openssl-libs 1:3.2.2-6.el9_5.1 -> 1:3.5.5-3.el9_8
      do    Install the build of certificate #4857 and hold it (it lacks later fixes):
            $ dnf downgrade openssl-fips-provider-so-3.0.7-8.el9 openssl-fips-provider-3.0.7-8.el9

    BETTER  openssl.post-quantum warn -> pass (medium, pq-transition)
            OpenSSL libcrypto: OpenSSL 3.2.2 (/usr/lib64/libcrypto.so.3.2.2) is older than 3.5, the
            first with ML-KEM and ML-DSA
      why   version: 3.2.2 -> 3.5.5
            now: /usr/lib64/libcrypto.so.3.5.5 "OpenSSL 3.5.5"
            was: /usr/lib64/libcrypto.so.3.2.2 "OpenSSL 3.2.2"
            package openssl 1:3.2.2-6.el9_5.1 -> 1:3.5.5-3.el9_8
            package openssl-fips-provider 3.0.7-8.el9 -> 3.0.7-11.el9_8
            package openssl-fips-provider-so 3.0.7-8.el9 -> 3.0.7-11.el9_8
            package openssl-libs 1:3.2.2-6.el9_5.1 -> 1:3.5.5-3.el9_8

    GONE    module.standard pass -> n/a: OpenSSL FIPS provider
    GONE    module.status pass -> n/a: OpenSSL FIPS provider
    GONE    module.environment pass -> n/a: OpenSSL FIPS provider
    GONE    module.provenance pass -> n/a: OpenSSL FIPS provider

    Changed underneath (14)
      ~ crypto.implementation OpenSSL libcrypto: version: 3.2.2 -> 3.5.5
      ~ fips.module OpenSSL FIPS provider: build: 3.0.7-395c1a240fbfffd8 -> 3.0.7-cda111b5812c30d4;
          certificate: #4857, active -> none; version: 3.0.7-395c1a240fbfffd8 -> 3.0.7-cda111b5812c30d4
      ~ fips.prediction programs that use OpenSSL: flagOn.outcome: validated-module -> other-module;
          flagOn.why: Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider 3.0.7-395c1a240fbfffd8 is named
          by #4857 (FIPS 140-3, active) -> Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider
          3.0.7-cda111b5812c30d4: openssl-fips-provider 3.0.7-11.el9_8, in no certificate; #4857 names
          3.0.7-395c1a240fbfffd8 (as of 2026-10-09)
      ~ kernel.boot kernel: entries[0].title: Red Hat Enterprise Linux
          (0-rescue-a7c5d0f2b61e4b6f9a3b5c8d7e6f4a21) 9.6 (Plow) -> Red Hat Enterprise Linux
          (0-rescue-a7c5d0f2b61e4b6f9a3b5c8d7e6f4a21) 9.8 (Plow); entries[1].title: Red Hat Enterprise
          Linux (5.14.0-570.62.1.el9_6.x86_64) 9.6 (Plow) -> Red Hat Enterprise Linux
          (5.14.0-687.12.1.el9_8.x86_64) 9.8 (Plow)
      ~ kernel.configuration kernel configuration: release: 5.14.0-570.62.1.el9_6.x86_64 ->
          5.14.0-687.12.1.el9_8.x86_64
      ~ openssl.library OpenSSL libcrypto: version: 3.2.2 -> 3.5.5
      ~ os.release operating system: prettyName: Red Hat Enterprise Linux 9.6 (Plow) -> Red Hat
          Enterprise Linux 9.8 (Plow); versionId: 9.6 -> 9.8
      ~ package.files openssl-fips-provider-so: version: 3.0.7-8.el9 -> 3.0.7-11.el9_8
      ~ package.files openssl-libs: version: 1:3.2.2-6.el9_5.1 -> 1:3.5.5-3.el9_8
      ~ package.installed kernel-core: version: 5.14.0-570.62.1.el9_6 -> 5.14.0-687.12.1.el9_8
      ~ package.installed openssl: version: 1:3.2.2-6.el9_5.1 -> 1:3.5.5-3.el9_8
      ~ package.installed openssl-fips-provider: version: 3.0.7-8.el9 -> 3.0.7-11.el9_8
      ~ package.installed openssl-fips-provider-so: version: 3.0.7-8.el9 -> 3.0.7-11.el9_8
      ~ package.installed openssl-libs: version: 1:3.2.2-6.el9_5.1 -> 1:3.5.5-3.el9_8

    VERDICT REGRESSION: 2 findings worse
    "
  `);
});

it('says of the same facts on another day that the date alone made the difference', async () => {
  const certified = await scanned('db-1', await trees['rhel-9-certified']());
  expect(page(certified, await judgedOn(certified, '2029-11-01'))).toMatchInlineSnapshot(`
    "pqready 0.1.0 diff

    db-1: Red Hat Enterprise Linux 9.6 (Plow), as on 2026-11-22, then as on 2029-11-01
      2 no longer known, others as before

    LOST    implementations.validated pass -> unknown (high, fips-140-3)
            programs that use OpenSSL: Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider
            3.0.7-395c1a240fbfffd8 is named by #4857 (FIPS 140-3, its sunset has passed on our copy:
            re-check)
      why   flagOn.outcome: validated-module -> unknown
            flagOn.why: Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider 3.0.7-395c1a240fbfffd8 is
            named by #4857 (FIPS 140-3, active) -> Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider
            3.0.7-395c1a240fbfffd8 is named by #4857 (FIPS 140-3, its sunset has passed on our copy:
            re-check)
            not seen now: Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider 3.0.7-395c1a240fbfffd8 is
            named by #4857 (FIPS 140-3, its sunset has passed on our copy: re-check)

    LOST    module.status pass -> unknown (high, fips-140-3)
            OpenSSL FIPS provider: re-check: the sunset of certificate #4857 on our copy of 2026-10-09
            was 2029-10-28 (security policy v1.2 (2024-10-25); Red Hat compliance page as read on
            2026-10-09)
      why   certificate.status: active -> sunset-passed-on-our-copy
            not seen now: re-check: the sunset of certificate #4857 on our copy of 2026-10-09 was
            2029-10-28 (security policy v1.2 (2024-10-25); Red Hat compliance page as read on
            2026-10-09)
            by date alone: judged as on 2026-11-22, then as on 2029-11-01

    Changed underneath (2)
      ~ fips.module OpenSSL FIPS provider: certificate.status: active -> sunset-passed-on-our-copy
      ~ fips.prediction programs that use OpenSSL: flagOn.outcome: validated-module -> unknown;
          flagOn.why: Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider 3.0.7-395c1a240fbfffd8 is named
          by #4857 (FIPS 140-3, active) -> Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider
          3.0.7-395c1a240fbfffd8 is named by #4857 (FIPS 140-3, its sunset has passed on our copy:
          re-check)

    Our copy of the CMVP's lists (of 2026-10-09) only grew older: look up again what rests on it.

    VERDICT UNDECIDED: 2 findings can no longer be told
    "
  `);
});

it('has nothing to say of a report and itself', async () => {
  const same = await scanned('flat', await trees['flatcar']());
  expect(page(same, same)).toMatchInlineSnapshot(`
    "pqready 0.1.0 diff

    flat: Flatcar Container Linux by Kinvolk 4593.0.0 (Oklo), as on 2026-11-22
      others as before

    VERDICT NO REGRESSION: nothing better, nothing worse
    "
  `);
});

it('tells once of all targets that the copy of the register only grew older', async () => {
  const before = await judgedOn(await scanned('web-1', await trees['debian-13']()), '2027-01-20');
  expect(page(before, await judgedOn(before, '2027-03-20'), 2)).toMatchInlineSnapshot(`
    "pqready 0.1.0 diff

    web-1: Debian GNU/Linux 13 (trixie), as on 2027-01-20, then as on 2027-03-20
      others as before

    web-1: Debian GNU/Linux 13 (trixie), as on 2027-01-20, then as on 2027-03-20
      others as before

    Our copy of the CMVP's lists (of 2026-10-05) only grew older: look up again what rests on it.

    VERDICT NO REGRESSION: nothing better, nothing worse
    "
  `);
});

const CLASSICAL = `openssl_conf = openssl_init
[openssl_init]
ssl_conf = ssl_sect
[ssl_sect]
system_default = system_default_sect
[system_default_sect]
Groups = X25519:P-256
`;
