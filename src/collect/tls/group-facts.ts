import { type Fact, fact } from '../../facts/fact.ts';
import type { Answered, TlsEndpointGroups, TlsPostQuantumPosture } from '../../facts/tls-endpoint-values.ts';
import { isPostQuantum } from './ground.ts';
import { namedBy } from './peel.ts';
import { preferenceOf } from './posture.ts';
import { keepsChoice } from './survey13.ts';
import { distinct, named, type Telling } from './telling.ts';
import { groupName } from './words.ts';

/** The key agreement of TLS 1.3, and how post-quantum groups stand in it; none where TLS 1.3 is not spoken. */
export function groupsFact({ survey, confidence, subject }: Telling): readonly Fact[] {
  const { tls13, control } = survey;
  if (tls13 === undefined) return [];
  const { found, stated, reversed, posture, stopped } = tls13;
  const complete = stopped.length === 0 && confidence.refusalsCount;
  const forward = namedBy(control)?.group;
  const value: TlsEndpointGroups = {
    supported: found.groups.map((group) => named(group, groupName)),
    complete,
    preferred: forward === undefined ? null : groupName(forward),
    serverPreference: found.groups.length < 2 ? null : keepsChoice(control, reversed, 'group'),
    postQuantum: postureOf({ survey, confidence, subject }, complete),
  };
  const probes = [...found.probes, reversed, posture.withClassicalShare, posture.withPostQuantumShare];
  const proof = probes.flatMap((probe) => (probe === undefined ? [] : [probe.evidence]));
  const statement = stated === undefined ? [] : [stated.evidence];
  return [fact('tls.endpoint.groups', subject, value, control.evidence, ...distinct([...proof, ...statement]))];
}

function postureOf({ survey, confidence }: Telling, complete: boolean): TlsPostQuantumPosture {
  const { tls13, control, versions, older } = survey;
  const groups = tls13?.found.groups ?? [];
  const supported: Answered = groups.some(isPostQuantum) ? 'yes' : complete ? 'no' : 'unknown';
  const hasClassical = groups.some((group) => survey.ground.classicalGroups.includes(group)) || older.length > 0;
  const olderAnswers = versions.filter(({ version }) => version < TLS13).map(({ answer }) => confidence.of(answer));
  const isClosed = complete && olderAnswers.every((answer) => answer === 'no');
  const enforced =
    supported === 'no' || hasClassical || olderAnswers.includes('yes') ? 'no' : isClosed ? supported : 'unknown';
  return { supported, enforced, ...preferenceIn(groups, survey, control) };
}

function preferenceIn(
  groups: readonly number[],
  { tls13, ground }: Telling['survey'],
  control: Telling['survey']['control'],
): Pick<TlsPostQuantumPosture, 'preference' | 'possibleCauses'> {
  if (!groups.some(isPostQuantum)) return { preference: 'none', possibleCauses: [] };
  if (!groups.some((group) => ground.classicalGroups.includes(group)))
    return { preference: 'always', possibleCauses: [] };
  const reversed = tls13?.reversed === undefined ? undefined : namedBy(tls13.reversed)?.group;
  return preferenceOf(tls13?.posture ?? {}, { forward: namedBy(control)?.group, reversed }, isPostQuantum);
}

const TLS13 = 0x0304;
