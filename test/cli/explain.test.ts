import { expect, it } from 'vitest';
import { pqready } from '../support/command-line.ts';

it('explains a code point in JSON, by every profile that comes with the program', async () => {
  const { stdout, exitCode } = await pqready('explain', '0x11ec', '--output', 'json', '--as-of', '2026-11-22');
  const { schema, explanations } = JSON.parse(stdout);
  expect([exitCode, schema, explanations.map(({ id, kind }: { id: string; kind: string }) => [id, kind])]).toEqual([
    0,
    'pqready.explanation/1',
    [['X25519MLKEM768', 'TLS group']],
  ]);
});

it('holds two profiles against each other', async () => {
  const { stdout, exitCode } = await pqready(
    'explain',
    '--conflicts',
    'bsi-tr-02102',
    'cnsa-2.0',
    '--as-of',
    '2026-11-22',
  );
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^bsi-tr-02102, cnsa-2\.0 \(profiles held together\)$/m);
  expect(stdout).toMatch(/^ {2}TLS groups: SecP384r1MLKEM1024, which leaves unmet/m);
});

it.each([
  [['X25519MLKM768'], 'pqready: explain X25519MLKM768: nothing of that name is known\nDid you mean X25519MLKEM768'],
  [[], 'pqready: explain: wants something to explain'],
  [['--conflicts', 'cnsa-2.0'], 'pqready: --conflicts: wants two profiles or more'],
])('is 2 for %j', async (given, words) => {
  const { stdout, stderr, exitCode } = await pqready('explain', ...given);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  expect(stderr.startsWith(words), stderr).toBe(true);
});
