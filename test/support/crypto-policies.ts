import { listsOf, type PolicyFlavour } from './crypto-policies/lists.ts';
import { printBackEnds } from './crypto-policies/print.ts';
import { policySources } from './crypto-policies/sources.ts';
import type { Tree, TreeEntry } from './tree.ts';

/** How a Fedora-style system is set up. */
export interface FedoraPolicies {
  /** As `update-crypto-policies --set` took it: `DEFAULT`, `DEFAULT:NO-PQ`, `FIPS:OSPP`, on rhel9 `DEFAULT:PQ`. */
  readonly policy?: string;
  readonly flavour?: PolicyFlavour;
  /** The policies whose back-ends the package carries ready-made below /usr/share/crypto-policies. */
  readonly prebuilt?: readonly string[];
  /** Drop-ins of local.d by file name, `opensslcnf-groups.config`: appended to the back-end, as the tool does. */
  readonly localD?: Readonly<Record<string, string>>;
}

/** The tree entries of a system with crypto-policies, as the package and `update-crypto-policies` leave them. */
export function fedoraPolicies(setup: FedoraPolicies = {}): Tree {
  const { policy = 'DEFAULT', flavour = 'fedora43', prebuilt = PREBUILT, localD = {} } = setup;
  const ready = Object.fromEntries(prebuilt.map((name) => [name, backEndTexts(name, flavour)]));
  return {
    '/etc/crypto-policies/config': `# The policy of this system; see update-crypto-policies(8).\n${policy}\n`,
    '/etc/crypto-policies/state/current': `${policy}\n`,
    '/etc/crypto-policies/state/CURRENT.pol': `# Policy ${policy} dump\n#\n# Do not parse the contents of this file with automated tools,\n# it is provided for review convenience only.\n`,
    '/etc/crypto-policies/local.d': { dir: true },
    '/etc/crypto-policies/policies/modules': { dir: true },
    ...inDirectory('/etc/crypto-policies/local.d', localD),
    ...backEnds({ policy, flavour, prebuilt, localD }),
    '/usr/share/crypto-policies/default-config': 'DEFAULT\n',
    ...Object.assign({}, ...Object.entries(ready).map(([name, texts]) => readyMade(name, texts))),
    ...inDirectory('/usr/share/crypto-policies/policies', policySources(flavour)),
    ...(flavour === 'rhel9' ? {} : overlay(prebuilt, flavour)),
  };
}

/** The text of each back-end file of a policy, by the back-end's name. */
export function backEndTexts(policy: string, flavour: PolicyFlavour = 'fedora43'): Readonly<Record<string, string>> {
  return printBackEnds(listsOf(policy, flavour), flavour);
}

/** A line of /proc/self/mountinfo for the bind mount of the FIPS back-ends that the overlay service makes. */
export const OVERLAY_MOUNTINFO = `28 1 253:0 / / rw,relatime shared:1 - xfs /dev/vda3 rw
91 28 253:0 /usr/share/crypto-policies/back-ends/FIPS /etc/crypto-policies/back-ends ro,relatime shared:1 - xfs /dev/vda3 rw
92 28 253:0 /usr/share/crypto-policies/default-fips-config /etc/crypto-policies/config ro,relatime shared:1 - xfs /dev/vda3 rw
`;

function backEnds({ policy, flavour, prebuilt, localD }: Required<FedoraPolicies>): Tree {
  return Object.fromEntries(
    Object.entries(backEndTexts(policy, flavour)).map(([name, text]): [string, TreeEntry] => {
      const dropIns = Object.keys(localD)
        .sort()
        .filter((file) => file.startsWith(`${name}-`) && file.endsWith('.config'));
      const link = { link: `/usr/share/crypto-policies/${policy}/${name}.txt` };
      const appended = text + dropIns.map((file) => localD[file]).join('');
      return [
        `/etc/crypto-policies/back-ends/${name}.config`,
        prebuilt.includes(policy) && dropIns.length === 0 ? link : appended,
      ];
    }),
  );
}

function readyMade(policy: string, texts: Readonly<Record<string, string>>): Tree {
  return inDirectory(
    `/usr/share/crypto-policies/${policy}`,
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${name}.txt`, text])),
  );
}

function overlay(prebuilt: readonly string[], flavour: PolicyFlavour): Tree {
  // Hard links in the package: real files, since a relative link would not survive the bind mount.
  const ready = prebuilt.flatMap((policy) =>
    Object.entries(backEndTexts(policy, flavour)).map(([name, text]): [string, TreeEntry] => [
      `/usr/share/crypto-policies/back-ends/${policy}/${name}.config`,
      text,
    ]),
  );
  return {
    ...Object.fromEntries(ready),
    '/usr/share/crypto-policies/default-fips-config': 'FIPS\n',
    '/usr/libexec/fips-crypto-policy-overlay': { content: '#!/usr/bin/bash\n', mode: 0o755 },
    '/usr/lib/systemd/system/fips-crypto-policy-overlay.service':
      '[Unit]\nDescription=Bind-mount FIPS crypto-policy in FIPS mode\nConditionKernelCommandLine=fips=1\n',
    '/usr/lib/dracut/modules.d/01fips-crypto-policies/module-setup.sh': { content: '#!/usr/bin/bash\n', mode: 0o755 },
  };
}

function inDirectory(directory: string, files: Readonly<Record<string, string>>): Tree {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${directory}/${name}`, text]));
}

const PREBUILT: readonly string[] = ['DEFAULT', 'FIPS', 'FUTURE', 'LEGACY'];
