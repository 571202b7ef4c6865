import type { OpensslBuild } from '../../codec/openssl/build.ts';
import type { Circumstances, Resolution } from '../../codec/openssl/resolution.ts';
import { resolutionOf } from '../../codec/openssl/resolve.ts';
import type { AnswersFromFiles } from './files-for-resolution.ts';
import type { OpensslInstallation } from './installation.ts';

/** One installed library with what its configuration comes to, the kernel's FIPS flag off and on. */
export interface Situation {
  readonly installation: OpensslInstallation;
  /** Where the configuration is looked for; null: the environment says that there is none. */
  readonly configurationFile: string | null;
  readonly off: Resolution;
  readonly on: Resolution;
}

/** What the files say with the kernel's FIPS flag off, and on: a boot with fips=1 may mount others over them. */
export interface FlaggedAnswers {
  readonly off: AnswersFromFiles;
  readonly on: AnswersFromFiles;
}

/** Resolves the configuration of an installed library under both flags. */
export async function situationOf(
  installation: OpensslInstallation,
  answers: FlaggedAnswers,
  env: Readonly<Record<string, string>>,
): Promise<Situation> {
  const { build } = installation;
  const configurationFile = configurationFileOf(build, env);
  const circumstances = {
    build,
    mainFile: configurationFile,
    appSection: 'openssl_conf',
    fallsBackToOpensslConf: true,
    env,
  } as const;
  const resolve = (kernelFips: boolean) =>
    (kernelFips ? answers.on : answers.off).run(resolutionOf({ ...circumstances, kernelFips } satisfies Circumstances));
  const on = await resolve(true);
  const forced = FORCED.some((name) => Object.hasOwn(env, name)) && build.readsKernelFips;
  return { installation, configurationFile, off: forced ? on : await resolve(false), on };
}

function configurationFileOf({ openssldir }: OpensslBuild, env: Readonly<Record<string, string>>): string | null {
  const named = env['OPENSSL_CONF'];
  if (named !== undefined) return named === '' ? null : named;
  return `${openssldir}/openssl.cnf`;
}

/** Any value, `0` too, forces FIPS mode on builds that look at the kernel's flag. */
const FORCED = ['OPENSSL_FORCE_FIPS_MODE'];
