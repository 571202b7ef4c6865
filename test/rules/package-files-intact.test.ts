import { expect, it } from 'vitest';
import { factBase } from '../../src/facts/fact-base.ts';
import { targetPath } from '../../src/facts/locator.ts';
import type { PackageFile } from '../../src/facts/values/system.ts';
import { packageFilesIntact } from '../../src/rules/package-files-intact.ts';
import { given, judged } from '../support/rule-facts.ts';

it('is met where every program and library is as installed', () => {
  expect(judged(packageFilesIntact, {}, [given('package.files')])).toEqual(['met openssl-libs']);
});

it('is met with a note where settings were changed', () => {
  const files = [file('/usr/lib64/libcrypto.so.3'), file('/etc/pki/tls/openssl.cnf', 'altered', 'configuration')];
  expect(judged(packageFilesIntact, {}, [given('package.files', { files })])).toEqual([
    "met openssl-libs; settings that differ from the package's: /etc/pki/tls/openssl.cnf",
  ]);
});

it('says what a weak digest can show', () => {
  const files = [{ ...file('/usr/lib/libcrypto.so.3'), algorithm: 'md5' }];
  expect(judged(packageFilesIntact, {}, [given('package.files', { files })])).toEqual([
    'met openssl-libs; compared by MD5, which shows a change by accident, not one by an attacker',
  ]);
});

it('is unmet by files that were changed or taken away, and names them', () => {
  const files = [file('/usr/lib64/libcrypto.so.3', 'altered'), file('/usr/lib64/ossl-modules/legacy.so', 'missing')];
  expect(judged(packageFilesIntact, {}, [given('package.files', { files })])).toEqual([
    'unmet openssl-libs: /usr/lib64/libcrypto.so.3, /usr/lib64/ossl-modules/legacy.so (missing) are not what openssl-libs 1:3.5.4-3.azl4 installed',
  ]);
});

it('names the command of the system that it is', () => {
  const altered = given('package.files', { files: [file('/usr/lib64/libcrypto.so.3', 'altered')] });
  const remedyOn = (id: string) => {
    const facts = factBase([altered, given('os.release', { id, idLike: [] })], []);
    const [judgement] = packageFilesIntact.judge(facts, null);
    return judgement?.outcome === 'unmet' ? judgement.remedy : undefined;
  };
  expect(remedyOn('sles')).toContain('(zypper install --force openssl-libs)');
  expect(remedyOn('rhel')).toContain('(dnf reinstall openssl-libs)');
});

it('counts what it does not name', () => {
  const files = Array.from({ length: 8 }, (_, at) => file(`/usr/lib64/libcrypto.so.${at}`, 'altered'));
  expect(judged(packageFilesIntact, {}, [given('package.files', { files })])[0]).toMatch(
    /so\.4 and 3 more are not what/,
  );
});

it('is unknown where a file cannot be read', () => {
  const files = [file('/usr/lib64/libcrypto.so.3'), file('/usr/sbin/sshd', 'unknown')];
  expect(judged(packageFilesIntact, {}, [given('package.files', { files })])).toEqual([
    'unknown openssl-libs: /usr/sbin/sshd could not be read',
  ]);
});

it('does not arise where no package brings cryptography, and is not answered where nothing was listed', () => {
  const gap = { kind: 'package.files', subject: 'installed files', why: 'no digests' } as const;
  expect(judged(packageFilesIntact, {}, [given('package.inventory')])).toEqual([
    'not-applicable installed files: no installed package brings a library or program of cryptography',
  ]);
  expect(judged(packageFilesIntact, {}, [given('package.inventory')], [gap])).toEqual([]);
  expect(judged(packageFilesIntact, {}, [])).toEqual([]);
});

function file(path: string, state: PackageFile['state'] = 'intact', role: PackageFile['role'] = 'code'): PackageFile {
  return { path: targetPath(path), role, algorithm: 'sha256', state };
}
