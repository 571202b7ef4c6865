import type { Fact } from '../fact.ts';
import type { CryptoImplementation, PredictedOutcome } from '../values/modules.ts';
import type { ImageEnvironment } from './image-environment.ts';
import { type Flag, opensslUnder } from './openssl-under-flag.ts';
import { JAVA_OPTIONS, ownModule } from './own-module.ts';
import { unaffected } from './unaffected.ts';

interface Around {
  readonly facts: readonly Fact[];
  readonly env: ImageEnvironment;
}

/**
 * Node.js reads its own section, nodejs_conf, unless --openssl-shared-config is set; --enable-fips and --force-fips stop it where no
 * provider of the name `fips` is active. Sources: Node.js doc/api/cli.md; tried with 24.21.0.
 */
export function node(flag: Flag, value: CryptoImplementation, { facts, env }: Around): PredictedOutcome {
  const demanded = env.has('NODE_OPTIONS', /^--(enable|force)-fips$/)
    ? 'the image sets --enable-fips or --force-fips'
    : null;
  const found = value.route?.via === 'own-openssl' ? ownOpenssl(value, env) : opensslUnder(flag, facts);
  const shared =
    env.has('NODE_OPTIONS', /^--openssl-shared-config$/) && !env.has('NODE_OPTIONS', /^--openssl-config\b/);
  if (found.outcome.endsWith('-module') && shared) return found;
  if (demanded !== null && !facts.some(({ kind }) => kind === 'fips.module') && configuring(env) === null)
    return {
      outcome: 'does-not-start',
      why: `${demanded}, and there is no FIPS module that Node.js could have active`,
    };
  if (demanded !== null || found.outcome.endsWith('-module'))
    return {
      outcome: 'unknown',
      why: `${demanded === null ? '' : `${demanded}; `}other programs would have this: ${found.why}; Node.js reads its own section nodejs_conf`,
    };
  return found;
}

/** A copy of OpenSSL that reads a configuration: that of its own directory, or the one that the environment names. */
export function ownOpenssl(value: CryptoImplementation, env: ImageEnvironment): PredictedOutcome {
  const named = configuring(env);
  if (named !== null)
    return {
      outcome: 'unknown',
      why: `the image sets ${named}, which its own copy of OpenSSL ${value.version ?? ''} obeys too; what that loads into the copy is not told`,
    };
  return {
    outcome: 'not-validated',
    why: `its own copy of OpenSSL ${value.version ?? ''} does not read the kernel's flag and loads a FIPS provider only where its configuration names one`,
    startsBecause: unaffected(value),
  };
}

/** Bouncy Castle's provider in front serves; Red Hat's build turns to NSS under the flag, whose own marks tell the rest. */
export function java(flag: Flag, value: CryptoImplementation, { facts, env }: Around): PredictedOutcome {
  const { settings = {} } = value;
  const first = settings['security.provider.1'];
  if (JAVA_OPTIONS.some((name) => env.has(name, /^-Djava\.security\.properties\b/)))
    return { outcome: 'unknown', why: 'the image has Java read another java.security' };
  if (first === undefined)
    return { outcome: 'unknown', why: 'its java.security was not found, which names the provider that serves' };
  if (/BouncyCastleFips|^BCFIPS\b/.test(first)) {
    const provider = facts.find((each) => each.kind === 'crypto.implementation' && each.value.library === BC_FIPS);
    if (provider?.kind === 'crypto.implementation' && provider.value.route?.via === 'own-module') {
      const led = ownModule(flag, provider.value, { route: { ...provider.value.route, mode: 'on' }, env });
      // What the first provider lacks, the others of the list serve, and what is asked for is not known.
      const outcome = led.outcome === 'validated-module' ? 'unknown' : led.outcome;
      return { outcome, why: `${led.why}; the other providers serve what it lacks`, startsBecause: unaffected(value) };
    }
    return { outcome: 'does-not-start', why: `${first} is the first provider, but no jar with it was found` };
  }
  const heeds = settings['security.useSystemPropertiesFile'] !== 'false';
  const told = JAVA_OPTIONS.some((name) => env.has(name, /^-Dcom\.redhat\.fips=false$/));
  const forFips = settings['fips.provider.1'];
  if (flag === 'on' && forFips !== undefined && heeds && !told)
    return { outcome: 'unknown', why: `in FIPS mode its first provider is ${forFips}: see NSS softoken` };
  return {
    outcome: 'not-validated',
    why: told
      ? 'the image sets com.redhat.fips=false: its own providers serve, which are part of no module'
      : "its own providers are part of no module, and it does not read the kernel's flag",
    startsBecause: told ? 'the image sets com.redhat.fips=false' : unaffected(value),
  };
}

/** The variables that name another configuration or other modules. */
function configuring(env: ImageEnvironment): string | null {
  const named = CONFIGURING.filter((name) => (env.value(name) ?? '') !== '');
  return named.length === 0 ? null : named.join(' and ');
}

const BC_FIPS = 'Bouncy Castle FIPS';
const CONFIGURING = ['OPENSSL_CONF', 'OPENSSL_MODULES'];
