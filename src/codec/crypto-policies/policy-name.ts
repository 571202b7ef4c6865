/** Which policy, with which subpolicies: `FIPS:OSPP`. */
export interface PolicyName {
  readonly policy: string;
  readonly subpolicies: readonly string[];
}

/**
 * Reads /etc/crypto-policies/config: the first line that says something names the policy and perhaps subpolicies, every later
 * one adds subpolicies; upper case throughout. undefined: no line says anything, or what it says can be no name of a policy
 * (a path, a control character). Source: update-crypto-policies(8).
 */
export function readPolicyConfig(text: string): PolicyName | undefined {
  const lines = text
    .split('\n')
    .map((line) => (line.split('#')[0] ?? '').trim().toUpperCase())
    .filter((line) => line !== '');
  const first = lines[0];
  if (first === undefined) return undefined;
  const parts = [first, ...lines.slice(1)].flatMap((line) => line.split(':').map((part) => part.trim()));
  const [policy = '', ...subpolicies] = parts.filter((part, index) => index === 0 || part !== '');
  return [policy, ...subpolicies].every((name) => NAME.test(name)) ? { policy, subpolicies } : undefined;
}

/** As state/current and the directories of ready-made back-ends spell it. */
export function printPolicyName({ policy, subpolicies }: PolicyName): string {
  return [policy, ...subpolicies].join(':');
}

/** The policy that state/CURRENT.pol says it was dumped from. */
export function readDumpName(text: string): string | undefined {
  return /^# Policy (\S+) dump/.exec(text)?.[1];
}

/** What a file of policies can be called without leaving its directory. */
const NAME = /^[A-Z0-9_][A-Z0-9_.-]*$/;
