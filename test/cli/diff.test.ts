import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import schema from '../../docs/schema/pqready.diff-1.json' with { type: 'json' };
import { fact } from '../../src/facts/fact.ts';
import { json } from '../../src/report/json.ts';
import { pqready } from '../support/command-line.ts';
import { archived, ociLayout } from '../support/image.ts';
import { smallHost, smallHostFacts, written } from '../support/report.ts';
import { workspace } from '../support/workspace.ts';
import { debian13 } from '../trees/debian-13.ts';

/** Two reports of the small host: as it is, and after a change. */
async function scene(change: (facts: typeof smallHostFacts) => typeof smallHostFacts) {
  const place = await workspace();
  const [before, after] = [join(place, 'before.json'), join(place, 'after.json')];
  await writeFile(before, written(json, [smallHost()]));
  await writeFile(after, written(json, [smallHost(change(smallHostFacts))]));
  return { place, before, after };
}

/** The kernel flag goes on: the one failure of the small host is gone. */
const mended = (facts: typeof smallHostFacts): typeof smallHostFacts =>
  facts.map((each) =>
    each.kind === 'kernel.fips-mode' ? fact(each.kind, each.subject, { enabled: true }, ...each.evidence) : each,
  );

it('ends with 0 where something became better, and with 1 the other way round', async () => {
  const { before, after } = await scene(mended);
  const forth = await pqready('diff', before, after);
  expect(forth.stdout).toMatchInlineSnapshot(`
    "pqready 0.1.0 diff

    web-1: Debian GNU/Linux 13 (trixie), as on 2026-11-22
      1 better, 3 as before

    BETTER  kernel-flag-on fail -> pass (high, house)
            kernel: the running kernel is not in FIPS mode
      why   enabled: false -> true

    Changed underneath (1)
      ~ kernel.fips-mode kernel: enabled: false -> true

    VERDICT NO REGRESSION: 1 finding better"
  `);
  expect(forth.exitCode).toBe(0);
  const back = await pqready('diff', after, before);
  expect(back.stdout).toMatch(/^WORSE {3}kernel-flag-on pass -> fail/m);
  expect(back.exitCode).toBe(1);
  expect((await pqready('diff', after, before, '--fail-on', 'none')).exitCode).toBe(0);
});

it('ends with 3 where something can no longer be told', async () => {
  const { before, after } = await scene((facts) => facts.filter(({ kind }) => kind !== 'tls.configured'));
  const { stdout, exitCode } = await pqready('diff', before, after);
  expect(stdout).toMatch(/^VERDICT UNDECIDED: 1 finding can no longer be told$/m);
  expect(exitCode).toBe(3);
  expect((await pqready('diff', before, after, '--unknown', 'pass')).exitCode).toBe(0);
});

it('judges both again, alike, where a profile or a day is named', async () => {
  const { before, after } = await scene(mended);
  const asked = ['--profile', 'pq-transition', '--as-of', '2031-01-01', '--output', 'json'];
  const { stdout } = await pqready('diff', before, after, ...asked);
  const [target] = JSON.parse(stdout).targets;
  expect([target.old.asOf, target.new.asOf]).toEqual(['2031-01-01', '2031-01-01']);
  expect(target.findings.every(({ profile }: { profile: string }) => profile === 'pq-transition')).toBe(true);
});

it('looks at both targets by itself: two archives of images, and a tree against a report', async () => {
  const place = await workspace();
  const image = async (name: string, groups: string) => {
    const tree = { ...(await debian13()), '/etc/ssl/openssl.cnf': configuration(groups) };
    const path = join(place, name);
    await writeFile(path, archived(ociLayout({ layers: [{ tree }] })));
    return `oci-archive:${path}`;
  };
  const [a, b] = [await image('a.tar', 'X25519MLKEM768:X25519'), await image('b.tar', 'X25519')];
  const { stdout, exitCode } = await pqready('diff', a, b, '--profile', 'pq-transition', '--output', 'json');
  const [target] = JSON.parse(stdout).targets;
  const worse = target.findings.filter(({ turn }: { turn: string }) => turn === 'worse');
  expect([exitCode, worse.map(({ requirement }: { requirement: string }) => requirement)]).toEqual([
    1,
    ['tls.key-establishment'],
  ]);
  const report = join(place, 'a.json');
  await pqready('collect', a, '--output', `json=${report}`);
  const same = await pqready('diff', report, a, '--profile', 'pq-transition');
  expect([same.exitCode, same.stdout]).toEqual([0, expect.stringMatching(/^VERDICT NO REGRESSION/m)]);
  const missing = await pqready('diff', a, `oci-archive:${place}/none.tar`);
  expect([missing.exitCode, missing.stderr]).toEqual([2, expect.stringMatching(/none\.tar/)]);
});

function configuration(groups: string): string {
  return [
    'openssl_conf = openssl_init',
    '[openssl_init]',
    'ssl_conf = ssl_sect',
    '[ssl_sect]',
    'system_default = system_default_sect',
    '[system_default_sect]',
    `Groups = ${groups}`,
    '',
  ].join('\n');
}

it('writes a document that its published schema accepts', async () => {
  const { place, before, after } = await scene(mended);
  const { stdout } = await pqready('diff', before, after, '--output', `json=${place}/diff.json`, '--output', 'text');
  expect(stdout).toMatch(/^pqready /);
  const isDiff = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
  isDiff(JSON.parse(await readFile(join(place, 'diff.json'), 'utf8')));
  expect(isDiff.errors ?? []).toEqual([]);
});

it.each([
  [['no-such-file', 'no-such-file'], /no-such-file: .*no such file/],
  [['a', 'b', '--output', 'pdf'], /--output pdf: no such format or no path\nThe formats are json, text/],
  [['a', 'b', '--pair', 'x'], /a: /],
])('is 2 for %j', async (given, words) => {
  const { stdout, stderr, exitCode } = await pqready('diff', ...given);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  expect(stderr).toMatch(words);
});
