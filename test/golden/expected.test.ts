import { beforeAll, describe, expect, it } from 'vitest';
import { certificateJoin } from '../../src/assess/certificates.ts';
import type { Coverage } from '../../src/facts/coverage.ts';
import type { FactKind } from '../../src/facts/fact.ts';
import { type FactBase, factBase } from '../../src/facts/fact-base.ts';
import { readRegister } from '../../src/policy/register.ts';
import { readAssets } from '../../src/target/assets.ts';
import { day } from '../support/requirement.ts';
import { type TreeName, trees } from '../trees/index.ts';
import { expected } from './expected.ts';
import { collectTree } from './scan-tree.ts';
import { withTree } from './with-tree.ts';

describe.each(Object.keys(trees) as TreeName[])('%s', (name) => {
  const truth = expected[name];
  let facts: FactBase;
  let coverage: readonly Coverage[];
  beforeAll(async () => {
    const found = await withTree(await trees[name](), collectTree);
    const register = await readRegister(await readAssets('policies/cmvp'));
    facts = factBase(certificateJoin(register, day('2026-11-22'))(found.facts), found.gaps);
    coverage = found.coverage;
  });
  const values = <K extends FactKind>(kind: K) => facts.all(kind).map((each) => each.value);
  const tls = (subject: string) => facts.all('tls.configured').find((each) => each.subject === subject)?.value.groups;

  it('lets every collector run', () => {
    expect(coverage.filter(({ state }) => state === 'failed')).toEqual([]);
  });

  it('knows the modules: what they are, whether they are whole, what routes to them', () => {
    const seen = values('fips.module').map(({ name: itself, build, integrity, selected }) => ({
      name: itself,
      build,
      integrity,
      ...selected,
    }));
    expect(seen).toEqual(truth.modules.map(({ certificate: _, ...module }) => module));
  });

  it('joins a certificate only to the build that it names', () => {
    const seen = values('fips.module').map(({ certificate }) => certificate?.number ?? null);
    expect(seen).toEqual(truth.modules.map(({ certificate }) => certificate));
  });

  it('reads the crypto policy', () => {
    const seen = values('crypto-policy.state').map(({ configured, consistent, whyNot, fipsOverlay }) => ({
      configured,
      consistent,
      whyNot,
      overlay: fipsOverlay,
    }));
    expect(seen).toEqual(truth.policy === null ? [] : [{ ...truth.policy, consistent: true, whyNot: [] }]);
  });

  it('finds no back-end that its own policy does not explain', () => {
    const edited = facts.all('crypto-policy.back-end').filter(({ value }) => value.origin === 'edited');
    expect(edited.map(({ subject, value }) => [subject, value.differences])).toEqual([]);
  });

  it('gives the groups of a client, in order', () => {
    expect(tls('OpenSSL system default')).toEqual(truth.groups);
  });

  it.skipIf(truth.underFlag === null)('gives the groups under the kernel flag', () => {
    // A subject of its own only where the flag makes a difference.
    const seen = tls('OpenSSL system default under kernel FIPS mode') ?? tls('OpenSSL system default') ?? [];
    expect(truth.underFlag?.offers.filter((group) => !seen.includes(group))).toEqual([]);
    expect(truth.underFlag?.never.filter((group) => seen.includes(group))).toEqual([]);
  });

  it('reads the boot entries', () => {
    const words = new Set(values('kernel.boot').flatMap(({ entries }) => entries.map(({ fips }) => fips)));
    expect([...words]).toEqual(truth.boots);
  });

  it('lists the packages', () => {
    const seen = new Map(values('package.installed').map((each) => [each.name, each.version]));
    expect(Object.fromEntries(Object.keys(truth.packages).map((each) => [each, seen.get(each)]))).toEqual(
      truth.packages,
    );
  });
});
