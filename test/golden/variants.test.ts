import { expect, it } from 'vitest';
import type { Weight } from '../../src/assess/assessment.ts';
import type { Tree } from '../support/tree.ts';
import { azureContainerLinuxFips } from '../trees/azure-container-linux.ts';
import { azureLinux3 } from '../trees/azure-linux-3.ts';
import { fedora43 } from '../trees/fedora-43.ts';
import { flatcarFips } from '../trees/flatcar.ts';
import { upstreamFipsSo } from '../trees/parts/binaries.ts';
import { fipsmoduleCnf } from '../trees/parts/fipsmodule-cnf.ts';
import { judgedTree } from './judged-tree.ts';
import { withTree } from './with-tree.ts';

it('does not take a plain Azure Linux 3 for Azure Container Linux because a manifest lies in it', async () => {
  const manifest = '/usr/share/os-manifests/package-manifest.spdx.json';
  const report = await judged({
    ...(await azureLinux3()),
    [manifest]: (await azureContainerLinuxFips())[manifest] ?? '',
  });
  const facts = report.facts.flatMap((each) => (each.kind === 'os.release' ? [each.value.id] : []));
  expect(facts).toEqual(['azurelinux']);
  const managers = report.facts.flatMap((each) => (each.kind === 'package.inventory' ? [each.value.manager] : []));
  expect(managers).toEqual(['rpm']);
});

it('fails a provider that calls itself non-compliant, whole and selected as it is', async () => {
  const report = await judged(await withModule('OpenSSL non-compliant FIPS Provider', '3.5.7'));
  expect(weightOf(report, 'module.intact')).toEqual(['pass']);
  expect(weightOf(report, 'module.self-tests-built-in')).toEqual(['fail']);
});

it('takes install-status beside 3.0.9 for skipped self-tests, beside 3.5.7 for a leftover', async () => {
  const old = await judged(
    await withModule('OpenSSL FIPS Provider', '3.0.9', { 'install-status': 'INSTALL_SELF_TEST_KATS_RUN' }),
  );
  const current = await judged(
    await withModule('OpenSSL FIPS Provider', '3.5.7', { 'install-status': 'INSTALL_SELF_TEST_KATS_RUN' }),
  );
  expect(weightOf(old, 'module.self-tests-run')).toEqual(['fail']);
  expect(weightOf(current, 'module.self-tests-run')).toEqual(['pass']);
});

it.each(['0', '', '""'])('knows that OPENSSL_FORCE_FIPS_MODE=%s forces, as any value does', async (value) => {
  const report = await judged({ ...(await fedora43()), '/etc/environment': `OPENSSL_FORCE_FIPS_MODE=${value}\n` });
  const selected = report.facts.flatMap((each) => (each.kind === 'fips.module' ? [each.value.selected] : []));
  expect(selected).toEqual([{ flagOff: 'enforced', flagOn: 'enforced' }]);
});

it('names a library of cryptography that is no longer the one that its package brought', async () => {
  const tree = await fedora43();
  const library = '/usr/lib64/libgnutls.so.30.41.0';
  const report = await judged({ ...tree, [library]: Buffer.concat([contentAt(tree, library), Buffer.from('\0')]) });
  expect(weightOf(report, 'packages.files-intact')).toEqual(['fail', 'pass']);
  const findings = (report.assessments ?? []).flatMap((assessment) => assessment.findings);
  const [failed] = findings.filter(
    ({ requirement, weight }) => requirement.id === 'packages.files-intact' && weight === 'fail',
  );
  expect(failed).toMatchObject({
    subject: 'gnutls',
    shortfall: `${library} is not what gnutls 3.8.11-1.fc43 installed`,
    remedy:
      "Install gnutls again from its vendor's repository (dnf reinstall gnutls), or find out who changed the file.",
  });
});

/** Flatcar in FIPS mode with another module, its MAC and further parameters. */
async function withModule(
  name: string,
  version: string,
  changed: Readonly<Record<string, string>> = {},
): Promise<Tree> {
  const module = upstreamFipsSo(name, version);
  return {
    ...(await flatcarFips()),
    '/usr/lib64/ossl-modules/fips.so': { content: module, mode: 0o755 },
    '/etc/ssl/fipsmodule.cnf': fipsmoduleCnf(module, { changed }),
  };
}

function judged(tree: Tree) {
  return withTree(tree, (root) => judgedTree('variant', root));
}

function weightOf(report: Awaited<ReturnType<typeof judged>>, requirement: string): readonly Weight[] {
  const findings = (report.assessments ?? []).flatMap((assessment) => assessment.findings);
  return findings.filter((finding) => finding.requirement.id === requirement).map(({ weight }) => weight);
}

function contentAt(tree: Tree, path: string): Buffer {
  const entry = tree[path];
  if (entry instanceof Uint8Array) return Buffer.from(entry);
  if (entry !== undefined && typeof entry !== 'string' && 'content' in entry) return Buffer.from(entry.content);
  throw new Error(`${path}: no file of bytes`);
}
