import type { Collector } from './collector.ts';

/**
 * A sample of known answers through what the host has: openssl's default provider, the FIPS provider that its configuration
 * activates, and the Node.js that runs this. A provider that is not there leaves no fact: that is for `fips.module` to say.
 */
export const katSample: Collector<'openssl'> = {
  id: 'kat-sample',
  needs: ['openssl'],
  welcomes: [],
  yields: ['kat.run'],
  opens: [],
  async collect({ openssl }, signal) {
    // Scans of trees and images never need it: it is loaded where programs may be run.
    const { harvestSample } = await import('./kat/harvest-sample.ts');
    return harvestSample(openssl, signal);
  },
};
