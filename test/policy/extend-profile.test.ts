import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseCategory } from '../../src/policy/extend-profile.ts';
import { PolicyError } from '../../src/policy/profile.ts';
import { readProfile } from '../../src/policy/read-profile.ts';
import { readProfileAsset } from '../../src/target/assets.ts';

const HEAD = 'id: house\ntitle: House\nrevision: "1"\nretrieved: 2026-11-27\n';
const SHARED = `defaults: { applies: [host], severity: low, binding: guideline, population: us, confidence: H }
sources:
  manual: { document: Manual, edition: "3", verified: 2026-11-01 }
`;
const OWN = `requirements:
  - id: house.tls
    says: TLS is modern
    rule: tls-minimum-version
    with: { atLeast: TLSv1.3 }
    purpose: protocol
    cites: [{ source: manual, section: "4" }]
`;
const NONE = 'requirements: []\n';

const files: Readonly<Record<string, string>> = {
  a: `id: a\ntitle: A\nrevision: "1"\nretrieved: 2026-11-27\nextends: [b]\n${NONE}`,
  b: `id: b\ntitle: B\nrevision: "1"\nretrieved: 2026-11-27\nextends: [a]\n${NONE}`,
};

async function read(text: string) {
  return readProfile(text, 'house.yaml', async (named) => {
    const own = files[named];
    return own === undefined ? readProfileAsset(named) : { name: `${named}.yaml`, text: own };
  });
}

async function mistake(text: string): Promise<string> {
  try {
    await read(text);
    return 'none';
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
}

it('lets defaults and sources stand for what requirements leave out', async () => {
  const { requirements } = await read(HEAD + SHARED + OWN);
  expect(requirements).toEqual([
    {
      id: 'house.tls',
      says: 'TLS is modern',
      rule: 'tls-minimum-version',
      with: { atLeast: 'TLSv1.3' },
      applies: ['host'],
      severity: 'low',
      binding: 'guideline',
      population: 'us',
      purpose: 'protocol',
      dates: {},
      confidence: 'H',
      cites: [{ document: 'Manual', edition: '3', verified: '2026-11-01', section: '4' }],
    },
  ]);
});

it('takes over what it extends, without what it drops and with what it adjusts', async () => {
  const text = `${HEAD}extends: [eo-14412]
drop: [ssh.key-exchange, endpoint.ssh.key-exchange, endpoint.tls.certificate]
adjust:
  - { id: tls.signatures, severity: low, force: should, dates: { disallowed: 2030-01-01 } }
${SHARED}${OWN}`;
  const { requirements, notObservable } = await read(text);
  expect(requirements.map(({ id, severity, force, dates }) => [id, severity, force ?? 'must', dates])).toEqual([
    ['tls.key-establishment', 'high', 'must', { disallowed: '2031-01-01' }],
    ['endpoint.tls.key-establishment', 'high', 'must', { disallowed: '2031-01-01' }],
    ['tls.signatures', 'low', 'should', { disallowed: '2030-01-01' }],
    ['house.tls', 'low', 'must', {}],
  ]);
  expect(notObservable?.map(({ id }) => id)).toEqual(['cbom-elements', 'cmvp-revision', 'far-rule']);
});

it('is another profile where what it extends is another', async () => {
  const one = await read(`${HEAD}extends: [eo-14412]\n${NONE}`);
  const alone = await read(HEAD + NONE);
  expect(new Set([one.sha256, alone.sha256, (await read(HEAD + NONE)).sha256]).size).toBe(2);
});

describe('mistakes stand at their place', () => {
  it.each([
    [
      'a profile that is not there',
      `${HEAD}extends: [nobody]\n${NONE}`,
      'house.yaml:5:11: there is no profile nobody to extend',
    ],
    [
      'a circle',
      `${HEAD}extends: [a]\n${NONE}`,
      'b.yaml:5:11: house extends a extends b extends a: a circle, or too deep',
    ],
    [
      'something dropped that is not there',
      `${HEAD}extends: [eo-14412]\ndrop: [tls.nothing]\n${NONE}`,
      'house.yaml:6:8: what is extended has no requirement tls.nothing',
    ],
    [
      'something adjusted that is not there',
      `${HEAD}extends: [eo-14412]\nadjust:\n  - { id: tls.nothing, severity: low }\n${NONE}`,
      'house.yaml:7:5: what is extended has no requirement tls.nothing',
    ],
    [
      'a source that is not there',
      HEAD + SHARED + OWN.replace('source: manual', 'source: manaul'),
      'house.yaml:14:15: no source is called manaul; there are manual',
    ],
    [
      'a category that is not there',
      HEAD + SHARED + OWN.replace('    purpose:', '    categories: [mine]\n    purpose:'),
      'house.yaml:11:5: no category is called mine; there are none',
    ],
    [
      'a severity in the defaults',
      HEAD + SHARED.replace('severity: low', 'severity: grave') + OWN,
      'house.yaml:5:40: wants one of high, medium, low, has "grave"',
    ],
  ])('%s', async (_what, text, message) => {
    expect((await mistake(text)).split('\n')).toContain(message);
  });
});

it('chooses a category by its name, and no other', async () => {
  const text = readFileSync(join(import.meta.dirname, '../../policies/fedramp-2026.yaml'), 'utf8');
  const profile = await readProfile(text, 'fedramp-2026.yaml');
  expect(chooseCategory(profile, 'class-d')?.id).toBe('fedramp-2026:class-d');
  expect(chooseCategory(profile, 'moderate')).toBe(undefined);
});
