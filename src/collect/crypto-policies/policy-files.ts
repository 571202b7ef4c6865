import { type PolicyName, printPolicyName } from '../../codec/crypto-policies/policy-name.ts';
import { type Directive, readPolicySource } from '../../codec/crypto-policies/policy-source.ts';
import { describeProblem } from '../../codec/parsed.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';
import { ETC, readText, USR_SHARE } from './places.ts';

/** The source of a policy with its subpolicies, as the tool would put it together. */
export interface PolicySource {
  readonly name: string;
  /** undefined: `why` says what stops it. */
  readonly directives: readonly Directive[] | undefined;
  readonly why: readonly string[];
  /** Vendor files that one in /etc takes the place of. */
  readonly shadowed: readonly string[];
}

/** Where the tool looks, first hit first; the working directory of who runs it comes before, and is not known here. */
const WHOLE_LOOKUP: readonly string[] = [ETC, USR_SHARE];
/** The vendor's own files alone: the source of the ready-made back-ends. */
export const VENDOR_LOOKUP: readonly string[] = [USR_SHARE];

/** Finds and reads POLICY.pol and modules/SUBPOLICY.pmod. */
export async function readPolicyFiles(
  files: FileView,
  policy: PolicyName,
  lookup: readonly string[] = WHOLE_LOOKUP,
): Promise<PolicySource> {
  const wanted = [`${policy.policy}.pol`, ...policy.subpolicies.map((name) => `modules/${name}.pmod`)];
  const found = await Promise.all(wanted.map((file) => readOne(files, file, lookup)));
  const directives = found.map((each) => each.directives);
  const complete = directives.every((each) => each !== undefined);
  return {
    name: printPolicyName(policy),
    directives: complete ? directives.flat() : undefined,
    why: found.flatMap((each) => each.why),
    shadowed: found.flatMap((each) => each.shadowed),
  };
}

type OneFile = Omit<PolicySource, 'name'>;

async function readOne(files: FileView, file: string, lookup: readonly string[]): Promise<OneFile> {
  if (!/^(modules\/)?[A-Z0-9][A-Z0-9_-]*\.pmod$|^[A-Z0-9][A-Z0-9_-]*\.pol$/.test(file))
    return { directives: undefined, why: [`${file} is no name of a policy file`], shadowed: [] };
  const paths = lookup.map((root) => `${root}/policies/${file}`);
  const sightings = await Promise.all(paths.map((path) => readText(files, path)));
  const first = sightings.findIndex((each) => each.state !== 'absent');
  const sighting = sightings[first];
  if (sighting === undefined || sighting.state === 'absent')
    return { directives: undefined, why: [`no such policy file: ${paths.join(', ')}`], shadowed: [] };
  const shadowed = paths.filter((_, index) => index > first && sightings[index]?.state !== 'absent');
  if (sighting.state === 'hidden') return { directives: undefined, why: [describeHidden(sighting)], shadowed };
  const source = readPolicySource(sighting.value);
  return source.ok
    ? { directives: source.value, why: [], shadowed }
    : { directives: undefined, why: [`${paths[first]}: ${describeProblem(source)}`], shadowed };
}
