import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wholeGround } from '../../../src/collect/tls/ground.ts';
import type { Offer } from '../../../src/collect/tls/offer.ts';
import type { Probe, Prober } from '../../../src/collect/tls/prober.ts';
import { askPreference12, survey12, type Tls12Survey } from '../../../src/collect/tls/survey12.ts';
import { tls12CipherSuites } from '../../../src/vocabulary/tls12-cipher-suites.ts';
import { makeCertificate } from '../../support/certificate.ts';
import { runs } from '../../support/fuzzing.ts';
import { answerOf, type ModelCertificate, type ServerModel } from '../../support/tls12-model.ts';

const P256 = 0x0017;
const P384 = 0x0018;
const RSA_SCHEMES = [0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0301, 0x0201];
const ECDSA_SCHEMES = [0x0403, 0x0503, 0x0603, 0x0303, 0x0203];
const rsa = makeCertificate({ key: 'rsa', name: 'rsa.test' }).der;
const p256 = makeCertificate({ key: 'ec', name: 'p256.test' }).der;
const p384 = makeCertificate({ key: 'ec', name: 'p384.test', curve: 'P-384' }).der;

/** As drawn: certificates by name, so that a counterexample can be read. */
interface Drawn extends Omit<ServerModel, 'certificates'> {
  readonly certificates: string;
  readonly rsaSchemes: readonly number[];
  readonly ecdsaSchemes: readonly number[];
}

function modelOf({ certificates, rsaSchemes, ecdsaSchemes, ...rest }: Drawn): ServerModel {
  const kinds: Readonly<Record<string, ModelCertificate>> = {
    rsa: { der: rsa, authentication: 'RSA', schemes: rsaSchemes },
    p256: { der: p256, authentication: 'ECDSA', curve: P256, schemes: ecdsaSchemes },
    p384: { der: p384, authentication: 'ECDSA', curve: P384, schemes: ecdsaSchemes },
  };
  const shown = certificates.split(' ').map((name) => kinds[name]);
  return { ...rest, certificates: shown.filter((each) => each !== undefined) };
}

const suites = fc
  .constantFrom('ECDHE ECDSA', 'ECDHE RSA', 'DHE RSA', 'RSA RSA')
  .chain((first) =>
    fc.record({
      keys: fc.subarray(['ECDHE ECDSA', 'ECDHE RSA', 'DHE RSA', 'RSA RSA']).map((more) => [first, ...more]),
      ciphers: fc.subarray(['GCM', 'CHACHA', 'CBC', 'CCM$', 'CCM_8', 'ARIA', 'CAMELLIA', 'RC4'], { minLength: 1 }),
    }),
  )
  .chain(({ keys, ciphers }) =>
    fc.shuffledSubarray(
      tls12CipherSuites
        .filter(({ keyExchange, authentication }) => keys.includes(`${keyExchange} ${authentication}`))
        .filter(({ cipher, isExport }) => !isExport && ciphers.some((each) => new RegExp(each).test(cipher)))
        .map(({ codePoint }) => codePoint),
    ),
  );

const drawn: fc.Arbitrary<Drawn> = fc.record({
  suites,
  groups: fc.shuffledSubarray([0x001d, P256, P384, 0x0019, 0x001e, 0x0100, 0x001a], { minLength: 1 }),
  certificates: fc.constantFrom('rsa', 'p256', 'p384', 'rsa p256', 'p384 rsa'),
  rsaSchemes: fc.shuffledSubarray(RSA_SCHEMES, { minLength: 1 }),
  ecdsaSchemes: fc.shuffledSubarray(ECDSA_SCHEMES, { minLength: 1 }),
  ownOrder: fc.record({ suites: fc.boolean(), groups: fc.boolean(), schemes: fc.boolean() }),
  looksLate: fc.boolean(),
});

it('finds every suite of a server, and calls no list of groups or schemes whole that is not', async () => {
  await fc.assert(
    fc.asyncProperty(drawn, fc.infiniteStream(fc.nat(7)), async (each, chance) => {
      const model = modelOf(each);
      const { told, asked } = await surveyed(model, () => chance.next().value ?? 0);
      const reachable = reachableOf(model);
      const sorted = (list: Iterable<number>) => [...new Set(list)].toSorted((left, right) => left - right);
      expect(told.stopped).toEqual([]);
      expect(sorted(told.found.suites)).toEqual(sorted(reachable.suites));
      if (told.groupsComplete) expect(sorted(told.found.groups)).toEqual(sorted(reachable.groups));
      if (told.schemesComplete) expect(sorted(told.found.schemes)).toEqual(sorted(reachable.schemes));
      // A suite, group or scheme each, a refusal for each list of each certificate, and for lists that were split.
      const named = reachable.suites.length + reachable.groups.length + reachable.schemes.length;
      expect(asked).toBeLessThanOrEqual(named + 48);
    }),
    runs(2000),
  );
});

/** What such a server ever answers with, whatever is asked. */
function reachableOf(model: ServerModel) {
  const everything = { groups: wholeGround.tls12Groups, schemes: wholeGround.schemes };
  const offer = (lists: Partial<Offer>): Offer => ({
    versions: [0x0303],
    suites: [],
    shares: [],
    ...everything,
    ...lists,
  });
  const chosen = (lists: Partial<Offer>) => {
    const outcome = answerOf(model, offer(lists));
    if (outcome.kind !== 'server-hello') return undefined;
    return { suite: outcome.hello.cipherSuite, keyExchange: outcome.tls12?.keyExchange };
  };
  const reached = model.suites.filter((suite) => chosen({ suites: [suite] }) !== undefined);
  const curves = model.certificates.flatMap(({ curve }) => (curve === undefined ? [] : [curve]));
  const groups = model.groups.filter((group) =>
    reached.some((suite) =>
      [[group], ...curves.map((curve) => [group, curve])].some((list) => {
        const keyExchange = chosen({ suites: [suite], groups: list })?.keyExchange;
        return keyExchange?.kind === 'ecdhe' && keyExchange.group === group;
      }),
    ),
  );
  const schemes = wholeGround.schemes.filter((scheme) =>
    reached.some((suite) => chosen({ suites: [suite], schemes: [scheme] })?.keyExchange?.scheme === scheme),
  );
  return { suites: reached, groups, schemes };
}

async function surveyed(
  model: ServerModel,
  chance: () => number,
): Promise<{ readonly told: Tls12Survey; readonly asked: number }> {
  let asked = 0;
  const prober: Pick<Prober, 'wire' | 'ask'> = {
    wire: { hasRoom: () => chance() < 4 } as Prober['wire'],
    async ask(purpose, offer): Promise<Probe> {
      asked += 1;
      for (let turns = chance(); turns > 0; turns -= 1) await Promise.resolve();
      return { purpose, offer, outcome: answerOf(model, offer), evidence: { at: AT, quote: '' } as never };
    },
  };
  const told = await survey12(prober as Prober, wholeGround, askPreference12(prober as Prober, wholeGround));
  return { told, asked };
}

const AT = { in: 'wire', endpoint: 'model', message: '' };
