import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Flavour } from '../../../src/codec/openssl/build.ts';
import type { Outcome } from '../../../src/codec/openssl/resolution.ts';
import type { Configuration } from '../../live/configuration/configuration.ts';
import { groupListConfigurations } from '../../live/configuration/group-lists.ts';
import { lexerConfigurations } from '../../live/configuration/lexer.ts';
import { moduleConfigurations } from '../../live/configuration/modules.ts';
import { providerConfigurations } from '../../live/configuration/providers.ts';
import { signatureListConfigurations } from '../../live/configuration/signature-lists.ts';
import { tlsCommandConfigurations } from '../../live/configuration/tls-commands.ts';
import { tokenSoupConfigurations } from '../../live/configuration/token-soup.ts';
import { mutated, xorshift } from '../../support/mutate.ts';
import { build, resolveText } from '../../support/openssl-resolution.ts';

/** What is held against the real library by the live suite is damaged here. */
const drawn = fc.oneof(
  groupListConfigurations(),
  lexerConfigurations(),
  moduleConfigurations(),
  providerConfigurations({
    fipsmodule: '[fips_sect]\nactivate = 1\nmodule-mac = 00\n',
    module: '/usr/lib/ossl-modules/fips.so',
  }),
  signatureListConfigurations(),
  tlsCommandConfigurations(),
  tokenSoupConfigurations(),
);
const circumstances = fc.record({
  flavour: fc.constantFrom<Flavour>('upstream', 'red-hat', 'suse', 'azure-linux-3', 'azure-linux-4', 'ubuntu'),
  version: fc.constantFrom('1.1.1', '3.0.2', '3.2.4', '3.5.7', '4.0.0'),
  moduleState: fc.constantFrom('loads', 'missing', 'integrity-failure', 'unknown'),
  kernelFips: fc.boolean(),
  isDamaged: fc.boolean(),
  seed: fc.nat(),
});

it('comes to an outcome for any configuration, whole or damaged, under every build', () => {
  fc.assert(
    fc.property(drawn, circumstances, ({ files, environment }, given) => {
      const resolution = resolveText(placed(files, given), {
        build: build(given.version, { flavour: given.flavour, readsKernelFips: given.kernelFips }),
        env: environment,
        kernelFips: given.kernelFips,
        moduleStates: () => given.moduleState,
      });
      expect(OUTCOMES).toContain(resolution.outcome);
    }),
  );
});

function placed(
  files: Configuration['files'],
  { isDamaged, seed }: { readonly isDamaged: boolean; readonly seed: number },
): Readonly<Record<string, string>> {
  const random = xorshift(seed);
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => {
      const bytes = Buffer.from(text.replaceAll('@DIR@', '/etc/ssl'), 'latin1');
      return [`/etc/ssl/${name}`, Buffer.from(isDamaged ? mutated(bytes, random) : bytes).toString('latin1')];
    }),
  );
}

const OUTCOMES: readonly Outcome[] = ['applied', 'partly-applied', 'ignored', 'fails', 'none', 'unknown'];
