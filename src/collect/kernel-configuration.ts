import { type KernelOption, readKernelConfig } from '../codec/kernel-config.ts';
import { type Fact, fact, type Gap } from '../facts/fact.ts';
import { type TargetPath, targetPath } from '../facts/locator.ts';
import { evidence } from '../facts/quote.ts';
import type { KernelConfiguration } from '../facts/values/system.ts';
import { describeHidden } from '../target/sighting.ts';
import type { FileView } from '../target/views.ts';
import type { Collector } from './collector.ts';
import { glob } from './glob.ts';

/** What each installed kernel was built with, as far as FIPS mode needs it. */
export const kernelConfiguration: Collector<'files'> = {
  id: 'kernel-configuration',
  needs: ['files'],
  welcomes: [],
  yields: ['kernel.configuration'],
  opens: ['/boot/config-*', '/lib/modules/*/config', '/usr/boot/config-*', '/usr/lib/modules/*/config'],
  async collect({ files }) {
    const found = await Promise.all(kernelConfiguration.opens.map((pattern) => glob(files, pattern)));
    const byRelease = Map.groupBy(
      found.flatMap(({ paths }) => paths),
      releaseOf,
    );
    const read = await Promise.all([...byRelease].map(([release, [path]]) => readConfiguration(files, release, path)));
    const hidden = new Set(found.flatMap((each) => each.hidden));
    return {
      facts: read.flatMap((outcome) => (outcome.fact === undefined ? [] : [outcome.fact])),
      gaps: [...[...hidden].map(gap), ...read.flatMap((outcome) => (outcome.gap === undefined ? [] : [outcome.gap]))],
    };
  },
};

type Outcome = { readonly fact?: Fact; readonly gap?: Gap };

async function readConfiguration(
  files: FileView,
  release: string,
  path: TargetPath = targetPath('/'),
): Promise<Outcome> {
  const text = await files.read(path, 2 * 1024 * 1024);
  if (text.state === 'hidden') return { gap: gap(describeHidden(text)) };
  if (text.state === 'absent') return {};
  const config = readKernelConfig(new TextDecoder().decode(text.value), OPTIONS);
  const value: KernelConfiguration = {
    release,
    cryptoFips: yesOrNo(config.CRYPTO_FIPS),
    fipsName: config.CRYPTO_FIPS_NAME.state === 'set' ? config.CRYPTO_FIPS_NAME.value : null,
    selfTests: selfTests(config),
  };
  const quoted = OPTIONS.map((option) => sayOption(option, config[option])).filter((line) => line !== '');
  return {
    fact: fact('kernel.configuration', SUBJECT, value, evidence(text.at, quoted.join('; ') || 'no CRYPTO_FIPS line')),
  };
}

/** CRYPTO_SELFTESTS since Linux 6.16; before it, the option that switched them off. */
function selfTests(config: Readonly<Record<(typeof OPTIONS)[number], KernelOption>>): 'y' | 'n' | null {
  const present = yesOrNo(config.CRYPTO_SELFTESTS);
  if (present !== null) return present;
  const disabled = yesOrNo(config.CRYPTO_MANAGER_DISABLE_TESTS);
  return disabled === null ? null : disabled === 'y' ? 'n' : 'y';
}

function yesOrNo(option: KernelOption): 'y' | 'n' | null {
  if (option.state === 'unspoken') return null;
  return option.state === 'set' && option.value === 'y' ? 'y' : 'n';
}

function sayOption(name: string, option: KernelOption): string {
  if (option.state === 'set') return `CONFIG_${name}=${option.value}`;
  return option.state === 'off' ? `# CONFIG_${name} is not set` : '';
}

/** `/boot/config-6.12.0-1` and `/lib/modules/6.12.0-1/config` speak of one kernel. */
function releaseOf(path: TargetPath): string {
  const match = /\/config-([^/]+)$|\/modules\/([^/]+)\/config$/.exec(path);
  return match?.[1] ?? match?.[2] ?? path;
}

function gap(why: string): Gap {
  return { kind: 'kernel.configuration', subject: SUBJECT, why };
}

const SUBJECT = 'kernel configuration';
const OPTIONS = ['CRYPTO_FIPS', 'CRYPTO_FIPS_NAME', 'CRYPTO_SELFTESTS', 'CRYPTO_MANAGER_DISABLE_TESTS'] as const;
