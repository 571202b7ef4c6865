import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import { listOf } from '../key-value-lines.ts';

/** Reads bind.config: DNSSEC algorithms and digests that named is told to disable. Source: BIND 9 ARM, disable-algorithms. */
export function readBind(text: string): BackEndSets {
  const blocks = [...text.slice(0, LONGEST).matchAll(/\bdisable-(?:algorithms|ds-digests)\s+"[^"]*"\s*\{([^{}]*)\}/g)];
  return backEndSets({ mode: 'blocklist', disabled: blocks.flatMap((block) => listOf(block[1] ?? '', ';')) });
}

const LONGEST = 65_536;
