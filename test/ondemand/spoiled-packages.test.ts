import { expect, it } from 'vitest';
import { readSpoiled, spoilables } from '../support/spoiled-packages.ts';

it('reads 1,320,000 spoilt packages, databases, manifests and boot images without a throw, none longer than 250 ms', async () => {
  for (const spoilable of await spoilables())
    expect(readSpoiled(spoilable, 120_000, 20_261_127), spoilable.name).toBeLessThan(250);
});
