import { expect, it } from 'vitest';
import { katSample } from '../../src/collect/kat-sample.ts';
import { openHost } from '../../src/target/host.ts';
import { openOpenssl } from '../../src/target/openssl-process.ts';
import type { OpensslView } from '../../src/target/views.ts';
import { buildTree } from '../support/tree.ts';

const SIGNAL = AbortSignal.timeout(15_000);

it('asks the openssl of a host by its own view, and calls what an old one lacks not offered', async () => {
  const harvest = await katSample.collect({ openssl: await standIn(OLD) }, SIGNAL);
  const runs = harvest.facts.flatMap((each) => (each.kind === 'kat.run' ? [each] : []));
  const ofOpenssl = runs.filter(({ subject }) => subject === 'OpenSSL library').map(({ value }) => value);
  expect(new Set(ofOpenssl.flatMap((value) => Object.keys(value.skippedBecause)))).toEqual(
    new Set(['not offered: ML-DSA', 'not offered: ML-KEM']),
  );
  expect(ofOpenssl.reduce((sum, { passed, failed }) => sum + passed + failed, 0)).toBe(0);
  expect(runs.filter(({ subject }) => subject === 'OpenSSL FIPS provider')).toEqual([]);
  expect(harvest.gaps).toEqual([]);
});

it('has a sample of every operation answered by this Node.js', async () => {
  const harvest = await katSample.collect({ openssl: ABSENT }, SIGNAL);
  const counts = harvest.facts.flatMap(({ subject, value }) =>
    'vectorSet' in value
      ? [`${subject}, ${value.algorithm} ${value.operation}: ${value.passed} ${value.failed} ${value.skipped}`]
      : [],
  );
  // Node.js 26 gives out the seed of a key alone, so that what came of it is not compared.
  const isSeedAlone = Number.parseInt(process.versions.node, 10) >= 26;
  const asOf24 = counts.map((each) => (isSeedAlone ? each.replace('keyGen: 0 0 2', 'keyGen: 2 0 0') : each));
  expect(asOf24).toMatchInlineSnapshot(`
    [
      "Node.js, ML-DSA keyGen: 2 0 0",
      "Node.js, ML-DSA sigGen: 0 0 2",
      "Node.js, ML-DSA sigVer: 4 0 0",
      "Node.js, ML-KEM encapsulation: 0 0 2",
      "Node.js, ML-KEM decapsulation: 2 0 0",
      "Node.js, ML-KEM implicit rejection: 2 0 0",
      "Node.js, ML-KEM encapsulationKeyCheck: 2 0 0",
      "Node.js, ML-KEM keyGen: 2 0 0",
    ]
  `);
});

it('leaves a gap where there is no openssl, and where it does not run', async () => {
  const gap = { kind: 'kat.run', subject: 'OpenSSL library' };
  const absent = await katSample.collect({ openssl: ABSENT }, SIGNAL);
  expect(absent.gaps).toEqual([{ ...gap, why: 'there is no openssl command to ask' }]);
  const broken = await katSample.collect({ openssl: await standIn('#!/bin/sh\necho no >&2\nexit 7\n') }, SIGNAL);
  expect(broken.gaps).toEqual([{ ...gap, why: 'openssl version: exit 7: no' }]);
});

it('catches an openssl that claims every algorithm and answers nothing', async () => {
  const harvest = await katSample.collect({ openssl: await standIn(LIAR) }, SIGNAL);
  const wrong = harvest.facts.flatMap((each) =>
    each.kind === 'kat.run' && each.subject === 'OpenSSL library' ? [each.value] : [],
  );
  expect(wrong.length).toBe(8);
  // A program that calls every signature good is right about the good ones.
  const right = wrong.filter(({ passed }) => passed > 0);
  expect(right.map(({ operation, passed, failed }) => [operation, passed, failed])).toEqual([['sigVer', 2, 2]]);
  expect(wrong.every(({ failed }) => failed > 0)).toBe(true);
});

it('is not offered a program by a host that must run none', async () => {
  const host = await openHost({ exec: false, listeners: null });
  expect(host.views.openssl).toBeUndefined();
});

/** A script in the place of openssl: what it prints is what the real one would. */
async function standIn(script: string): Promise<OpensslView> {
  const root = await buildTree({ '/openssl': { content: script, mode: 0o755 } });
  return {
    async open(configuration) {
      const choice = {
        name: 'openssl',
        path: `${root}/openssl`,
        configuration: configuration === 'none' ? null : undefined,
      };
      return { state: 'seen', at: AT, value: await openOpenssl(choice) };
    },
  };
}

const AT = { in: 'command', argv: ['openssl'] } as const;
const ABSENT: OpensslView = { open: async () => ({ state: 'absent', at: AT }) };
const OLD = `#!/bin/sh
case "$1 $2" in
version*) echo "OpenSSL 3.0.19 27 Jan 2026 (Library: OpenSSL 3.0.19 27 Jan 2026)" ;;
"list -key-managers") printf '  Name: OpenSSL RSA implementation\\n    IDs: { 1.2.840.113549.1.1.1, RSA, rsaEncryption } @ default\\n' ;;
"list -providers") printf 'Providers:\\n  default\\n    name: OpenSSL Default Provider\\n    version: 3.0.19\\n    status: active\\n' ;;
*) exit 1 ;;
esac
`;
const LIAR = `#!/bin/sh
case "$1 $2" in
version*) echo "OpenSSL 9.9.9" ;;
"list -key-managers") printf '    IDs: { %s } @ default\\n' ML-KEM-768 ML-KEM-1024 ML-DSA-65 ML-DSA-87 ;;
"list -providers") printf 'Providers:\\n  default\\n    status: active\\n' ;;
*) echo "Signature Verified Successfully" ;;
esac
`;
