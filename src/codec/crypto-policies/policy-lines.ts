import { DTLS_PROTOCOLS, TLS_PROTOCOLS } from '../../vocabulary/crypto-policy-algorithms.ts';

/** One logical line of a policy: comments gone, continuations joined, single spaces; `line` is where it begins. */
export interface PolicyLine {
  readonly text: string;
  readonly line: number;
}

/**
 * The logical lines of a .pol or .pmod file, with the deprecated spellings rewritten. Comments go before lines are joined, so
 * a backslash inside a comment continues nothing. Source: crypto-policies(7), update-crypto-policies(8).
 */
export function readPolicyLines(text: string): readonly PolicyLine[] {
  const lines = joined(text).flatMap(modernised);
  // Rewritten list properties count last: that is where the tool moves them.
  const moved = MOVED.flatMap(([old, now]) =>
    lines.flatMap((each) => (nameOf(each) === old ? [{ ...each, text: `${now} = ${assignedIn(each)}`.trim() }] : [])),
  );
  return [...lines.filter((each) => !MOVED.some(([old]) => old === nameOf(each))), ...moved];
}

function joined(text: string): readonly PolicyLine[] {
  const lines: PolicyLine[] = [];
  let pending: PolicyLine | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const bare = raw.replace(/#.*/, '').replaceAll('=', ' = ').trim();
    const continues = bare.endsWith('\\');
    const piece = continues ? bare.slice(0, -1) : bare;
    const line: PolicyLine = { text: (pending?.text ?? '') + piece, line: pending?.line ?? index + 1 };
    pending = continues ? line : undefined;
    if (!continues) lines.push(line);
  }
  // A backslash on the very last line joins nothing and stays, as a value that no algorithm has.
  if (pending !== undefined) lines.push({ ...pending, text: `${pending.text}\\` });
  return lines
    .map((each) => ({ ...each, text: each.text.replace(/\s+/g, ' ').trim() }))
    .filter((each) => each.text !== '');
}

function modernised(line: PolicyLine): readonly PolicyLine[] {
  const name = nameOf(line);
  const value = assignedIn(line);
  const rewritten = (...texts: readonly string[]) => texts.map((text) => ({ ...line, text }));
  if (name === 'sha1_in_dnssec' && value === '0')
    return rewritten('hash@DNSSec = -SHA1', 'sign@DNSSec = -RSA-SHA1 -ECDSA-SHA1');
  if (name === 'sha1_in_dnssec' && value === '1')
    return rewritten('hash@DNSSec = SHA1+', 'sign@DNSSec = RSA-SHA1+ ECDSA-SHA1+');
  if (name === 'ssh_etm' || name.startsWith('ssh_etm@')) {
    const scope = name.split('@')[1] ?? 'SSH';
    if (value === '0') return rewritten(`etm@${scope} = DISABLE_ETM`);
    if (value === '1') return rewritten(`etm@${scope} = ANY`);
  }
  if (name === 'min_tls_version') return minimumVersion(line, TLS_PROTOCOLS);
  if (name === 'min_dtls_version') return minimumVersion(line, DTLS_PROTOCOLS);
  return [line];
}

/** Everything older than the named version is taken out, which is all that the old property said. */
function minimumVersion(line: PolicyLine, newestFirst: readonly string[]): readonly PolicyLine[] {
  const value = assignedIn(line);
  if (value === '0') return [];
  const at = newestFirst.indexOf(value);
  if (at < 0) return [line];
  const older = newestFirst.slice(at + 1).reverse();
  return older.length === 0 ? [] : [{ ...line, text: `protocol@TLS = ${older.map((name) => `-${name}`).join(' ')}` }];
}

function nameOf(line: PolicyLine): string {
  return line.text.split('=')[0]?.trim() ?? '';
}

function assignedIn(line: PolicyLine): string {
  const at = line.text.indexOf('=');
  return at < 0 ? '' : line.text.slice(at + 1).trim();
}

const MOVED: readonly (readonly [old: string, now: string])[] = [
  ['tls_cipher', 'cipher@TLS'],
  ['ssh_cipher', 'cipher@SSH'],
  ['ssh_group', 'group@SSH'],
  ['ike_protocol', 'protocol@IKE'],
];
