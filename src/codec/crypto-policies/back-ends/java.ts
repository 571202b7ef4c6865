import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import { listOf } from '../key-value-lines.ts';

/**
 * Reads java.config: security properties that disable algorithms and key sizes; Java has no list of what is allowed, nor a
 * property for post-quantum groups. Source: java.security of OpenJDK, "Algorithm restrictions".
 */
export function readJava(text: string): BackEndSets {
  const entries = text
    .replace(/\\\r?\n[ \t]*/g, '')
    .split('\n')
    .flatMap((line) => {
      const [, key, value] = /^\s*(jdk\.[A-Za-z.]+)\s*[=:]\s*(.*)$/.exec(line) ?? [];
      return key === undefined || !DISABLING.has(key) ? [] : listOf(value ?? '', ',');
    });
  const sizes = entries.flatMap((entry) => {
    const [, kind, size] = /^(\w+) keySize < (\d{1,6})$/.exec(entry) ?? [];
    return kind === undefined ? [] : [[kind, Number(size)] as const];
  });
  const smallest = (kind: string) => {
    const found = sizes.filter(([name]) => name === kind).map(([, size]) => size);
    return found.length === 0 ? null : Math.min(...found);
  };
  return backEndSets({
    mode: 'blocklist',
    disabled: entries.filter((entry) => !/ keySize < |^include /.test(entry)),
    minimumKeySizes: { rsa: smallest('RSA'), dh: smallest('DH'), dsa: smallest('DSA') },
  });
}

/** Reads javasystem.config, removed in 2024: the size of Java's own ephemeral DH keys. */
export function readJavasystem(text: string): BackEndSets {
  const size = /^\s*jdk\.tls\.ephemeralDHKeySize\s*=\s*(\d{1,6})\s*$/m.exec(text)?.[1];
  return backEndSets({
    mode: 'blocklist',
    settings: size === undefined ? {} : { 'jdk.tls.ephemeralDHKeySize': size },
  });
}

const DISABLING: ReadonlySet<string> = new Set([
  'jdk.certpath.disabledAlgorithms',
  'jdk.disabled.namedCurves',
  'jdk.tls.disabledAlgorithms',
]);
