import {
  type PolicyName,
  printPolicyName,
  readDumpName,
  readPolicyConfig,
} from '../../codec/crypto-policies/policy-name.ts';
import type { Evidence } from '../../facts/quote.ts';
import { evidence, quote } from '../../facts/quote.ts';
import { describeHidden, type Sighting } from '../../target/sighting.ts';
import type { FileView, KernelView } from '../../target/views.ts';
import { ETC, readText, USR_SHARE } from './places.ts';

/** What the files of state and configuration say before the back-ends are looked at. */
export interface PolicyState {
  readonly configured: PolicyName | undefined;
  /** As state/current says; undefined: there is no such file. */
  readonly applied: string | undefined;
  readonly whyNot: readonly string[];
  readonly remarks: readonly string[];
  readonly proof: readonly [Evidence, ...Evidence[]];
}

/** Reads config, state/current and state/CURRENT.pol; a string says why one of them hides the answer. */
export async function readState(files: FileView, kernel: KernelView | undefined): Promise<PolicyState | string> {
  const config = await readText(files, `${ETC}/config`);
  const current = await readText(files, `${ETC}/state/current`);
  const dump = await readText(files, `${ETC}/state/CURRENT.pol`);
  if (config.state === 'hidden') return describeHidden(config);
  if (current.state === 'hidden') return describeHidden(current);
  const asked = config.state === 'seen' ? named(config) : await unconfigured(files, kernel);
  if (typeof asked === 'string') return asked;
  const applied = current.state === 'seen' ? quote(current.value.trim()) : undefined;
  return {
    configured: asked.name,
    applied,
    whyNot: [...asked.whyNot, ...disagreements(asked.name, applied), ...dumpDisagreement(dump, applied)],
    remarks: asked.remarks,
    proof: current.state === 'seen' ? [asked.proof, evidence(current.at, applied ?? '')] : [asked.proof],
  };
}

interface Asked {
  readonly name: PolicyName | undefined;
  readonly proof: Evidence;
  readonly whyNot: readonly string[];
  readonly remarks: readonly string[];
}

function named(config: Extract<Sighting<string>, { readonly state: 'seen' }>): Asked {
  const name = readPolicyConfig(config.value);
  const whyNot = name === undefined ? [`${ETC}/config names no policy, or what can be no name of one`] : [];
  const shown = name === undefined ? '(names no policy)' : printPolicyName(name);
  return { name, proof: evidence(config.at, shown), whyNot, remarks: [] };
}

/** Without a config the tool takes FIPS in the kernel's FIPS mode, else default-config. Source: update-crypto-policies.py. */
async function unconfigured(files: FileView, kernel: KernelView | undefined): Promise<Asked | string> {
  const absent = `${ETC}/config does not exist`;
  const flag = await kernel?.read('fips_enabled');
  if (flag?.state === 'hidden') return describeHidden(flag);
  if (flag?.state === 'seen' && flag.value.trim() === '1') {
    const remark = `${absent}: the kernel is in FIPS mode, so FIPS is taken`;
    return { name: { policy: 'FIPS', subpolicies: [] }, proof: evidence(flag.at, '1'), whyNot: [], remarks: [remark] };
  }
  const fallback = await readText(files, `${USR_SHARE}/default-config`);
  if (fallback.state === 'hidden') return describeHidden(fallback);
  if (fallback.state === 'absent')
    return { name: undefined, proof: evidence(fallback.at, '(absent)'), whyNot: [absent], remarks: [] };
  const under = kernel === undefined ? ", or FIPS in the kernel's FIPS mode" : '';
  const remark = `${absent}: ${USR_SHARE}/default-config is taken${under}`;
  return { ...named(fallback), remarks: [remark] };
}

function disagreements(configured: PolicyName | undefined, applied: string | undefined): readonly string[] {
  if (applied === undefined) return [`${ETC}/state/current does not exist: update-crypto-policies has not run`];
  if (configured === undefined || printPolicyName(configured) === applied) return [];
  return [
    `config says ${printPolicyName(configured)}, state/current says ${applied}: update-crypto-policies has not run since`,
  ];
}

function dumpDisagreement(dump: Sighting<string>, applied: string | undefined): readonly string[] {
  const name = dump.state === 'seen' ? readDumpName(dump.value) : undefined;
  if (name === undefined || applied === undefined || name === applied) return [];
  return [`state/CURRENT.pol is a dump of ${name}, state/current says ${applied}`];
}
