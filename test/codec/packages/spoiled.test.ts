import { expect, it } from 'vitest';
import { readSpoiled, spoilables } from '../../support/spoiled-packages.ts';

// The long run, of more than a million cases, is test/ondemand/spoiled-packages.test.ts.
it('never makes a reader throw, and none takes long over one input', async () => {
  for (const spoilable of await spoilables())
    expect(readSpoiled(spoilable, 1500, 7), spoilable.name).toBeLessThan(1000);
});
