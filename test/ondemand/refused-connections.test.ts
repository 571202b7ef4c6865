import { expect, it } from 'vitest';
import { admission } from '../../src/target/admission.ts';
import { openTlsEndpoint } from '../../src/target/endpoint.ts';
import { harvestWire, listenScript } from '../support/endpoint.ts';

it('is done with 10,000 connections that are refused within a minute, each of them a gap for each kind and no fact', async () => {
  const closed = await listenScript(() => {});
  await closed.stop();
  const gate = admission({ concurrency: 100, perHost: 100 });
  const begun = performance.now();
  let gaps = 0;
  for (let round = 0; round < 100; round += 1) {
    await Promise.all(
      Array.from({ length: 100 }, async () => {
        const target = await openTlsEndpoint({ host: '127.0.0.1', port: closed.port, startTls: null, admission: gate });
        if (target.views.wire === undefined) throw new Error('an endpoint has a wire');
        const harvest = await harvestWire(target.views.wire);
        expect(harvest.facts).toEqual([]);
        gaps += harvest.gaps.length;
      }),
    );
  }
  expect(gaps).toBe(10_000 * 8);
  expect(performance.now() - begun).toBeLessThan(60_000);
});
