import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDracutConf } from '../../src/codec/dracut-conf.ts';

it('reads what is added and what is left out', () => {
  expect(
    readDracutConf('# fips\n\nadd_dracutmodules+=" fips "\nomit_dracutmodules+=" plymouth nfs "\nhostonly="yes"\n'),
  ).toEqual({
    added: [{ name: 'fips', line: 3 }],
    omitted: [
      { name: 'plymouth', line: 4 },
      { name: 'nfs', line: 4 },
    ],
  });
});

it('never throws, whatever the text', () => {
  fc.assert(fc.property(fc.string(), (text) => void readDracutConf(`add_dracutmodules+=${text}`)));
});
