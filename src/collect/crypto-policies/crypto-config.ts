import { fact, type Harvest } from '../../facts/fact.ts';
import { targetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';

/** Ubuntu's crypto-config (25.04 and later): the profile that /var/lib/crypto-config/profiles/current leads to. */
export async function readCryptoConfig(files: FileView): Promise<Harvest> {
  const current = await files.look(targetPath(CURRENT));
  if (current.state === 'absent') return { facts: [], gaps: [] };
  if (current.state === 'hidden') return gap(describeHidden(current));
  if (current.value.link === undefined) return gap(`${CURRENT}: wants a symbolic link to a profile, is none`);
  const profile =
    current.value.link
      .split('/')
      .filter((part) => part !== '')
      .at(-1) ?? null;
  const place = await files.follow(targetPath(CURRENT));
  if (place.state === 'hidden') return gap(describeHidden(place));
  const value = {
    configured: profile,
    applied: place.state === 'seen' ? profile : null,
    subpolicies: [],
    consistent: place.state === 'seen',
    whyNot: place.state === 'seen' ? [] : [`${CURRENT} leads to ${current.value.link}, which does not exist`],
    flavour: 'ubuntu-crypto-config',
    fipsOverlay: 'none',
    remarks: [],
  } as const;
  return { facts: [fact('crypto-policy.state', SUBJECT, value, evidence(current.at, current.value.link))], gaps: [] };
}

function gap(why: string): Harvest {
  return { facts: [], gaps: [{ kind: 'crypto-policy.state', subject: SUBJECT, why }] };
}

const CURRENT = '/var/lib/crypto-config/profiles/current';
const SUBJECT = 'system crypto policy';
