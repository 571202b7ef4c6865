import { expect, it } from 'vitest';
import { fuzzImages } from '../support/image-fuzz.ts';

it('takes or refuses 1,200,000 spoiled layers, manifests and configurations, and never throws anything else', () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const { taken, refused } = fuzzImages(100_000, seed * 7919);
    expect(taken + refused).toBe(100_000);
    expect(Math.min(taken, refused)).toBeGreaterThan(5_000);
  }
}, 3_600_000);
