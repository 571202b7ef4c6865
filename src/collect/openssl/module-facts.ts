import type { Directive, Resolution } from '../../codec/openssl/resolution.ts';
import { type Fact, fact, type Gap } from '../../facts/fact.ts';
import { type TargetPath, targetPath } from '../../facts/locator.ts';
import { evidence, quote } from '../../facts/quote.ts';
import type { AnswersFromFiles } from './files-for-resolution.ts';
import type { InspectedModule } from './fips-module.ts';
import { judgeModuleParameters } from './module-parameters.ts';
import { selectionOf } from './selection.ts';
import type { Situation } from './situation.ts';

/** Each FIPS module that lies where OpenSSL looks, configured or not: what it is, whether it is routed to, its parameters. */
export async function moduleFacts(
  situation: Situation,
  answers: AnswersFromFiles,
  reportedActive: (provider: string) => boolean | null,
): Promise<{ readonly facts: readonly Fact[]; readonly gaps: readonly Gap[] }> {
  const found = await findModules(situation, answers);
  return {
    facts: [...found.modules.values()].flatMap((each) => factsOf(situation, each, reportedActive)),
    gaps: found.gaps,
  };
}

interface FoundModule {
  readonly module: InspectedModule;
  /** All paths by which the configuration or the library names the file. */
  readonly paths: Set<string>;
  readonly provider: string;
  readonly section: readonly Directive[];
}

async function findModules({ installation, off, on }: Situation, answers: AnswersFromFiles) {
  const modules = new Map<TargetPath, FoundModule>();
  const gaps: Gap[] = [];
  const usual = USUAL.map(([provider, file]) => ({
    path: `${installation.build.modulesDirectory}/${file}`,
    provider,
    section: [] as readonly Directive[],
  }));
  for (const { path, provider, section } of [...configuredModules(on), ...configuredModules(off), ...usual]) {
    const mac = section.find(({ name }) => name === 'module-mac')?.value ?? null;
    // A module that is configured is looked at with its MAC, and not once more without.
    const known = [...modules.values()].find(({ paths }) => paths.has(path));
    if (known !== undefined) continue;
    const inspection = await answers.inspect(targetPath(path), mac);
    gaps.push(...inspection.gaps);
    if (inspection.module === null) continue;
    const same = modules.get(inspection.module.value.path);
    if (same !== undefined) same.paths.add(path);
    else
      modules.set(inspection.module.value.path, {
        module: inspection.module,
        paths: new Set([path]),
        provider,
        section,
      });
  }
  return { modules, gaps };
}

function configuredModules({ providers }: Resolution) {
  return providers.flatMap(({ name, kind, modulePath, section }) =>
    modulePath !== null && (kind === 'fips' || kind === 'symcrypt')
      ? [{ path: modulePath, provider: name, section }]
      : [],
  );
}

function factsOf(
  { off, on }: Situation,
  { module, paths, provider, section }: FoundModule,
  reportedActive: (provider: string) => boolean | null,
): readonly Fact[] {
  const value = {
    ...module.value,
    selected: { flagOff: selectionOf(off, paths), flagOn: selectionOf(on, paths) },
    reportedActive: reportedActive(provider),
  };
  const facts: Fact[] = [fact('fips.module', module.role, value, module.evidence)];
  const first = section.find(({ name }) => name === 'module-mac') ?? section[0];
  if (first === undefined || module.role !== 'OpenSSL FIPS provider') return facts;
  const given = Object.fromEntries(section.map(({ name, value: said }) => [quote(name), quote(said)]));
  const { refused: _, ...judged } = judgeModuleParameters(given, module.value.version);
  const path = targetPath(first.at.path);
  const at = { in: 'file', path, line: first.at.line } as const;
  return [
    ...facts,
    fact('fips.module-parameters', module.role, { path, ...judged }, evidence(at, `${first.name} = ${first.value}`)),
  ];
}

const USUAL = [
  ['fips', 'fips.so'],
  ['symcryptprovider', 'symcryptprovider.so'],
] as const;
