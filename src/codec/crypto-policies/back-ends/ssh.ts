import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import { listOf } from '../key-value-lines.ts';

/**
 * Reads openssh.config, opensshserver.config and libssh.config: `Keyword value` lines, keywords in any case. Of a keyword that
 * stands twice the first counts, so a drop-in appended below changes nothing that the policy has set. Source: sshd_config(5).
 */
export function readSsh(text: string): BackEndSets {
  const keywords = new Map<string, string>();
  for (const raw of text.split('\n')) {
    const [, keyword, value] = /^\s*([A-Za-z]+)(?:\s*=\s*|\s+)"?([^"#]*)"?/.exec(raw) ?? [];
    if (keyword === undefined || value === undefined) continue;
    const name = RENAMED.get(keyword.toLowerCase()) ?? keyword.toLowerCase();
    if (!keywords.has(name)) keywords.set(name, value.trim());
  }
  const list = (keyword: string) => listOf(keywords.get(keyword) ?? '', ',');
  const rsa = keywords.get('requiredrsasize') ?? '';
  const exchange = keywords.get('gssapikeyexchange');
  return backEndSets({
    groups: list('kexalgorithms'),
    signatures: [...list('hostkeyalgorithms'), ...list('pubkeyacceptedalgorithms')],
    ciphers: list('ciphers'),
    macs: list('macs'),
    keyExchanges: list('gssapikexalgorithms'),
    minimumKeySizes: { rsa: /^\d{1,6}$/.test(rsa) ? Number(rsa) : null, dh: null, dsa: null },
    settings: exchange === undefined ? {} : { GSSAPIKeyExchange: exchange },
  });
}

/** Older spellings. Source: OpenSSH release notes 8.5 and 9.1. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['pubkeyacceptedkeytypes', 'pubkeyacceptedalgorithms'],
  ['rsaminsize', 'requiredrsasize'],
]);
