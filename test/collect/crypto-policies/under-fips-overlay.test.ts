import { describe, expect, it } from 'vitest';
import { underFipsOverlay } from '../../../src/collect/crypto-policies/under-fips-overlay.ts';
import { targetPath } from '../../../src/facts/locator.ts';
import { rootTree } from '../../../src/target/root-tree.ts';
import type { FileView } from '../../../src/target/views.ts';
import { fedoraPolicies } from '../../support/crypto-policies.ts';
import { buildTree } from '../../support/tree.ts';

const BACK_END = '/etc/crypto-policies/back-ends/opensslcnf.config';

async function textAt(files: FileView, path: string): Promise<string | undefined> {
  const content = await files.read(targetPath(path), 100_000);
  return content.state === 'seen' ? new TextDecoder().decode(content.value) : undefined;
}

describe('under the overlay that waits for fips=1', () => {
  it('reads the FIPS back-ends where the written ones stand, through links too', async () => {
    const link = { link: '/etc/crypto-policies/back-ends/opensslcnf.config' };
    const files = rootTree(await buildTree({ ...fedoraPolicies(), '/etc/pki/tls/fips_local.cnf': link }));
    const overlaid = await underFipsOverlay(files, undefined);
    if (overlaid === undefined) throw new Error('the overlay is not seen');
    const mounted = await textAt(files, '/usr/share/crypto-policies/back-ends/FIPS/opensslcnf.config');
    expect(mounted).toContain('Groups = ');
    expect(await textAt(files, BACK_END)).not.toBe(mounted);
    expect(await textAt(overlaid, BACK_END)).toBe(mounted);
    expect(await textAt(overlaid, '/etc/pki/tls/fips_local.cnf')).toBe(mounted);
    expect(await textAt(overlaid, '/etc/crypto-policies/config')).toContain('FIPS');
    expect(await textAt(overlaid, '/etc/crypto-policies/state/current')).toBe('DEFAULT\n');
  });

  it.each([
    ['the policy is FIPS by itself', fedoraPolicies({ policy: 'FIPS' })],
    ['the policy is FIPS with a subpolicy', fedoraPolicies({ policy: 'FIPS:OSPP' })],
    ['the system has no overlay', fedoraPolicies({ flavour: 'rhel9' })],
  ])('is nothing where %s', async (_, tree) => {
    expect(await underFipsOverlay(rootTree(await buildTree(tree)), undefined)).toBeUndefined();
  });
});
