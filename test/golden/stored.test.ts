import { describe, expect, it } from 'vitest';
import { judge, openBench } from '../../src/cli/judge.ts';
import { json } from '../../src/report/json.ts';
import { jsonl } from '../../src/report/jsonl.ts';
import { readStored } from '../../src/report/read-stored.ts';
import { written } from '../support/report.ts';
import { day } from '../support/requirement.ts';
import { type TreeName, trees } from '../trees/index.ts';
import { judgedTree } from './judged-tree.ts';
import { withTree } from './with-tree.ts';

const benches = ['2026-11-22', '2031-06-01'].map((date) => openBench(['fips-140-3', 'pq-transition'], day(date)));

describe.each(Object.keys(trees) as TreeName[])('%s', (name) => {
  it('is judged from its stored report byte for byte as it was judged when it was scanned, and likewise on another day', async () => {
    const fresh = await withTree(await trees[name](), (root) => judgedTree(name, root));
    const { assessments: _, ...facts } = fresh;
    for (const bench of await Promise.all(benches)) {
      const expected = written(json, [{ ...facts, ...judge(facts, bench) }]);
      if (bench.asOf === '2026-11-22') expect(written(json, [fresh])).toBe(expected);
      for (const stored of [written(json, [fresh]), written(jsonl, [fresh]), written(json, [facts])]) {
        const read = readStored(stored);
        if (!read.ok) throw new Error(read.problem);
        const again = read.value.map(({ target }) => ({ ...target, ...judge(target, bench) }));
        expect(written(json, again)).toBe(expected);
      }
    }
  });
});
