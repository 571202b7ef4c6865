import { type PolicyName, printPolicyName, readPolicyConfig } from '../../codec/crypto-policies/policy-name.ts';
import { fact, type Harvest } from '../../facts/fact.ts';
import { evidence } from '../../facts/quote.ts';
import type { CryptoPolicyState } from '../../facts/values/configuration.ts';
import type { FileView, KernelView } from '../../target/views.ts';
import { type BackEndHarvest, readBackEnds } from './back-ends.ts';
import { type DropIns, deadDropIns, readDropIns } from './local-drop-ins.ts';
import { type FipsOverlay, fipsOverlay } from './overlay.ts';
import { ETC } from './places.ts';
import { type PolicySource, readPolicyFiles } from './policy-files.ts';
import { type PolicyState, readState } from './state.ts';

/** Reads the policies of Fedora and its relatives, and of SUSE. */
export async function readFedoraPolicies(
  { files, kernel }: { readonly files: FileView; readonly kernel: KernelView | undefined },
  flavour: 'fedora' | 'suse',
): Promise<Harvest> {
  const [state, overlay, dropIns] = await Promise.all([
    readState(files, kernel),
    fipsOverlay(files, kernel),
    readDropIns(files),
  ]);
  const mounted = overlay === 'mounted';
  const applied = mounted ? 'FIPS' : typeof state === 'string' ? null : (state.applied ?? null);
  // Under the mount neither local.d nor subpolicies count.
  const active: DropIns = mounted ? { all: [], hidden: [] } : dropIns;
  const source = await sourceOf(files, applied);
  const backEnds = await readBackEnds(files, { applied, source, dropIns: active });
  const gaps = [
    ...backEnds.gaps,
    ...active.hidden.map((why) => ({ kind: 'crypto-policy.back-end', subject: SUBJECT, why }) as const),
  ];
  if (typeof state === 'string')
    return { facts: backEnds.facts, gaps: [...gaps, { kind: 'crypto-policy.state', subject: SUBJECT, why: state }] };
  const value = mounted
    ? underOverlay(backEnds, flavour)
    : written(state, { source, dropIns, backEnds, overlay, flavour });
  const proof = mounted ? ([evidence({ in: 'kernel', name: 'mountinfo' }, `${ETC}/back-ends`)] as const) : state.proof;
  return { facts: [fact('crypto-policy.state', SUBJECT, value, ...proof), ...backEnds.facts], gaps };
}

/** What is running is FIPS, whatever config and state say on disk; only the mounted back-ends can be wrong. */
function underOverlay({ whyNot }: BackEndHarvest, flavour: 'fedora' | 'suse'): CryptoPolicyState {
  return {
    configured: 'FIPS',
    applied: 'FIPS',
    subpolicies: [],
    consistent: whyNot.length === 0,
    whyNot,
    flavour,
    fipsOverlay: 'mounted',
    remarks: ['the FIPS back-ends are mounted over those on disk: local.d and subpolicies do not count'],
  };
}

function written(
  state: PolicyState,
  found: {
    readonly source: PolicySource | undefined;
    readonly dropIns: DropIns;
    readonly backEnds: BackEndHarvest;
    readonly overlay: FipsOverlay;
    readonly flavour: 'fedora' | 'suse';
  },
): CryptoPolicyState {
  const whyNot = [...state.whyNot, ...(found.source?.why ?? []), ...found.backEnds.whyNot];
  return {
    configured: state.configured === undefined ? null : printPolicyName(state.configured),
    applied: state.applied ?? null,
    subpolicies: state.configured?.subpolicies ?? [],
    consistent: whyNot.length === 0,
    whyNot,
    flavour: found.flavour,
    fipsOverlay: found.overlay,
    remarks: [
      ...state.remarks,
      ...(found.source?.shadowed ?? []).map(
        (path) => `${path} is shadowed by the file of the same name in ${ETC}/policies`,
      ),
      ...deadDropIns(found.dropIns, found.backEnds.present),
    ],
  };
}

async function sourceOf(files: FileView, applied: string | null): Promise<PolicySource | undefined> {
  const name: PolicyName | undefined = applied === null ? undefined : readPolicyConfig(applied);
  return name === undefined ? undefined : readPolicyFiles(files, name);
}

const SUBJECT = 'system crypto policy';
