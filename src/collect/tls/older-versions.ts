import { protocolVersion } from '../../codec/tls/numbers.ts';
import type { Answered } from '../../facts/tls-endpoint-values.ts';
import type { Tls12Ground } from './peel12.ts';
import type { Probe, Prober } from './prober.ts';
import { isVersionRefusal } from './refusal.ts';

/** What became of one version: the answer, and the probe that gave it. */
export interface VersionAnswer {
  readonly version: number;
  readonly answer: Answered;
  readonly probe: Probe;
}

/** What may be offered to versions before TLS 1.2. */
export interface OlderGround extends Tls12Ground {
  readonly suites: readonly number[];
}

/** The first question of all: TLS 1.1. */
export function askTls11(prober: Prober, ground: OlderGround): Promise<Probe> {
  return askVersion(prober, ground, protocolVersion.tls11);
}

/**
 * Asks for TLS 1.1, 1.0 and SSL 3.0. A server answers a hello with the highest version that it has up to the one that was
 * offered; protocol_version says that it has none up to there (RFC 5246 E.1), so that one probe often settles all three.
 * @param first the answer to the first question
 */
export async function probeOlderVersions(
  prober: Prober,
  ground: OlderGround,
  first: Promise<Probe>,
): Promise<readonly VersionAnswer[]> {
  const answers: VersionAnswer[] = [];
  for (let index = 0; index < OLDER.length; ) {
    const version = OLDER[index] ?? protocolVersion.ssl3;
    const probe = await (index === 0 ? first : askVersion(prober, ground, version));
    const spoken = spokenVersion(probe);
    if (spoken === undefined) {
      const isRefused = isVersionRefusal(probe.outcome);
      const settled = isRefused && saysVersion(probe) ? OLDER.slice(index) : [version];
      for (const each of settled) answers.push({ version: each, answer: isRefused ? 'no' : 'unknown', probe });
      index += settled.length;
      continue;
    }
    const skipped = OLDER.slice(index).filter((each) => each > spoken);
    for (const each of skipped) answers.push({ version: each, answer: 'no', probe });
    answers.push({ version: spoken, answer: 'yes', probe });
    index += skipped.length + 1;
  }
  return answers;
}

function askVersion(prober: Prober, ground: OlderGround, version: number): Promise<Probe> {
  return prober.ask(`version ${NAMES[version]}`, { ...ground, versions: [version], shares: [] });
}

/** The version of the ServerHello, where it is one that was asked for or an older one. */
function spokenVersion({ outcome, offer }: Probe): number | undefined {
  if (outcome.kind !== 'server-hello') return undefined;
  const { version, cipherSuite } = outcome.hello;
  const isOffered =
    OLDER.includes(version) && version <= Math.max(...offer.versions) && offer.suites.includes(cipherSuite);
  return isOffered ? version : undefined;
}

function saysVersion({ outcome }: Probe): boolean {
  return outcome.kind === 'alert' && outcome.alert.name === 'protocol_version';
}

const OLDER: readonly number[] = [protocolVersion.tls11, protocolVersion.tls10, protocolVersion.ssl3];
const NAMES: Readonly<Record<number, string>> = { 768: 'SSL 3.0', 769: 'TLS 1.0', 770: 'TLS 1.1' };
