import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../src/codec/parsed.ts';
import { digestOf } from '../../src/facts/canonical.ts';
import { json } from '../../src/report/json.ts';
import { readStored } from '../../src/report/read-stored.ts';
import { smallHost, waivedHost, written } from '../support/report.ts';

// biome-ignore lint/suspicious/noExplicitAny: a stored document is spoiled here in ways that its type does not allow
type Spoiled = any;

const whole = written(json, [smallHost()]);

function problemOf(text: string): string {
  const read = readStored(text);
  return read.ok ? 'none' : describeProblem(read);
}

/** A document that somebody changed with care: the digest and the ids fit what stands there now. */
function spoiled(change: (target: Spoiled) => void): string {
  const document = JSON.parse(whole);
  for (const target of document.targets) {
    change(target);
    for (const each of target.facts ?? [])
      if (each?.value !== undefined) each.id = digestOf([each.kind, each.subject, each.value]).slice(0, 16);
    delete target.contentDigest;
    target.contentDigest = digestOf(target);
  }
  return JSON.stringify(document);
}

it('gives back what was found, and apart from it what that came to', () => {
  const host = smallHost();
  const read = readStored(whole);
  const { assessments: _, ...found } = host;
  expect(read.ok && read.value.map(({ target, asOf }) => ({ target, asOf }))).toEqual([
    { target: found, asOf: '2026-11-22' },
  ]);
  expect(read.ok && read.value[0]?.assessments).toEqual(JSON.parse(whole).targets[0].assessments);
});

it('reads a report with waivers', () => {
  expect(problemOf(written(json, [waivedHost(), smallHost()]))).toBe('none');
});

it('keeps members, kinds of fact and gaps that it does not know', () => {
  const text = spoiled((target) => {
    target.rack = { row: 7 };
    target.facts.push({
      kind: 'enclave.attested',
      subject: 'x',
      value: { yes: 1 },
      evidence: target.facts[0].evidence,
    });
    target.facts[0].colour = 'blue';
    target.gaps.push({ kind: 'enclave.attested', subject: 'y', why: 'no device' });
  });
  const read = readStored(text);
  const target = read.ok ? read.value[0]?.target : undefined;
  expect(target).toMatchObject({ rack: { row: 7 } });
  expect(target?.facts.at(-1)).toMatchObject({ kind: 'enclave.attested', value: { yes: 1 } });
  expect(target?.facts[0]).toMatchObject({ colour: 'blue' });
  expect(target?.gaps.at(-1)).toMatchObject({ kind: 'enclave.attested' });
});

describe('an older document', () => {
  const older = readFileSync(join(import.meta.dirname, 'stored/debian-13-before-machines.golden.json'), 'utf8');

  it('is read as it was written, before modules said what machine they are built for', () => {
    const read = readStored(older);
    expect(read.ok && read.value[0]?.target.facts.map(({ id }) => id)).toEqual(
      JSON.parse(older).targets[0].facts.map(({ id }: { id: string }) => id),
    );
  });

  it('without labels has none', () => {
    const document = JSON.parse(older);
    const { labels: _, contentDigest: __, ...target } = document.targets[0];
    const read = readStored(JSON.stringify({ ...document, targets: [target] }));
    expect(read.ok && read.value[0]?.target.labels).toEqual({});
  });

  it('whose endpoint does not say what was strange is converted, and its fact has the id of the new value', () => {
    const value = { address: '192.0.2.1', port: 443, startTls: null, addresses: 1 };
    const text = spoiled((target) => {
      target.facts = [{ kind: 'tls.endpoint.reached', subject: 'TLS', value, evidence: target.facts[0].evidence }];
    });
    const read = readStored(text);
    const converted = { ...value, oddities: [] };
    const problem = problemOf(text);
    expect(problem).toBe('none');
    expect(read.ok && read.value[0]?.target.facts[0]).toMatchObject({
      id: digestOf(['tls.endpoint.reached', 'TLS', converted]).slice(0, 16),
      value: converted,
    });
  });
});

describe('a document that was changed by hand', () => {
  it.each([
    ['a fact', '"version": "3.5.7"', '"version": "3.1.2"', /fips\.module of OpenSSL FIPS provider: its id is/],
    ['a gap', '/boot/loader: permission denied', 'nothing to worry about', /contentDigest does not fit the content/],
    ['a finding', '"weight": "fail"', '"weight": "pass"', /contentDigest does not fit the content/],
  ])('is refused by name: %s', (_, from, to, words) => {
    expect(problemOf(whole.replace(from, to))).toMatch(words);
  });
});

describe('a hostile document is refused by the path of what is wrong', () => {
  it.each<[string, readonly [path: string, value: unknown], string]>([
    [
      'a value without members',
      ['facts[3].value', {}],
      'tls.configured of OpenSSL system default: value.minProtocol is missing',
    ],
    ['a list of numbers', ['facts[3].value.groups', [1]], 'value.groups[0]: wants string, has 1'],
    [
      'an unknown word',
      ['facts[2].value.integrity', 'fine'],
      'value.integrity: wants one of intact, altered, unknown, has "fine"',
    ],
    [
      'a member of another form',
      ['facts[3].value.origin.groups', { from: 'policy' }],
      'value.origin.groups.path is missing',
    ],
    ['a fact that is null', ['facts[0]', null], 'facts[0] is no object'],
    ['no evidence', ['facts[0].evidence', []], 'kernel.fips-mode of kernel: has no evidence'],
    [
      'evidence from nowhere',
      ['facts[0].evidence', [{ at: { in: 'dream' }, quote: '' }]],
      'facts[0].evidence[0].at: wants one of 5 forms',
    ],
    ['gaps that are no list', ['gaps', {}], 'wants lists of facts, gaps and coverage'],
    ['a gap without words', ['gaps[0].why', undefined], 'gaps[0].why is missing'],
    ['another kind of target', ['kind', 'toaster'], 'kind: wants one of'],
    ['labels that are no text', ['labels', { site: 1 }], 'labels.site: wants string, has 1'],
    ['an assessment of anything', ['assessments', [7]], 'assessments[0]: wants object, has 7'],
  ])('%s', (_, [path, value], words) => {
    expect(problemOf(spoiled((target) => put(target, path, value)))).toContain(words);
  });

  it.each([
    ['', 'wants a JSON document (line 1)'],
    ['[]', 'wants a JSON document (line 1)'],
    [
      '{"schema":"pqready.report/2","targets":[]}',
      'wants "schema": "pqready.report/1", has "pqready.report/2" (line 1)',
    ],
    ['{"schema":"pqready.report/1"}', 'the document has no list of targets (line 1)'],
    ['{"schema":"pqready.report/1","targets":[],"asOf":"soon"}', 'asOf is no day (line 1)'],
    ['['.repeat(100_000), 'nested deeper than 64 levels (line 1)'],
    [`{"a":${'{"a":'.repeat(64)}1${'}'.repeat(65)}`, 'nested deeper than 64 levels (line 1)'],
    ['{"[[[[": "\\"[[["}', 'wants "schema": "pqready.report/1", has nothing (line 1)'],
  ])('%.40s', (text, words) => {
    expect(problemOf(text)).toBe(words);
  });

  it('whatever is put in the place of whatever: it never throws', () => {
    const document = JSON.parse(whole);
    fc.assert(
      fc.property(fc.nat(), fc.jsonValue({ maxDepth: 3 }), (where, what) => {
        const copy = structuredClone(document);
        replaceAt(copy, where, what);
        delete copy.targets?.[0]?.contentDigest;
        expect(() => problemOf(JSON.stringify(copy))).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});

/** Puts a value at a path: `facts[3].value.groups`. */
function put(target: Spoiled, path: string, value: unknown): void {
  const names = path.split(/[.[\]]+/).filter((name) => name !== '');
  const last = names.pop() ?? '';
  names.reduce((node, name) => node[name], target)[last] = value;
}

/** Puts a value in the place of the nth member of a tree, counted around. */
function replaceAt(tree: Spoiled, nth: number, value: unknown): void {
  const places: [Spoiled, string][] = [];
  const visit = (node: Spoiled): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const name of Object.keys(node)) {
      places.push([node, name]);
      visit(node[name]);
    }
  };
  visit(tree);
  const [node, name] = places[nth % places.length] ?? [tree, 'schema'];
  node[name] = value;
}
