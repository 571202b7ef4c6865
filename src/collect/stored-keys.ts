import type { Gap } from '../facts/fact.ts';
import type { FileCollector, FileCollectorEntry } from './file-collector.ts';
import { isNeverRead } from './never-read.ts';
import { gatherKeys } from './stored-keys/gathered.ts';
import { type KeyFile, keyByName, seeKeyFile } from './stored-keys/key-file.ts';

/** Certificates and keys that lie in the tree: what kind they are, never what they hold. Private keys are known by name or by their head. */
export const storedKeys: FileCollectorEntry = {
  id: 'stored-keys',
  yields: ['key.stored'],
  open(): FileCollector {
    const found: KeyFile[] = [];
    const gaps: Gap[] = [];
    return {
      id: 'stored-keys',
      yields: ['key.stored'],
      mayWant: (path) => MAY_HOLD_KEYS.test(path.slice(path.lastIndexOf('/'))),
      wants(entry) {
        if (entry.size === 0 || found.length >= MOST_FILES) return false;
        const byName = isNeverRead(entry.path) ? keyByName(entry.path) : undefined;
        if (byName !== undefined) found.push(byName);
        if (isNeverRead(entry.path) || !NAMES.test(entry.path)) return false;
        if (entry.size > LARGEST)
          gaps.push({ kind: 'key.stored', subject: entry.path, why: `${entry.path}: more than ${LARGEST} bytes` });
        return entry.size <= LARGEST;
      },
      see(entry, content, at) {
        found.push(...seeKeyFile(content, entry.path, at));
        return { facts: [], gaps: [] };
      },
      finish: () => {
        if (found.length >= MOST_FILES)
          gaps.push({ kind: 'key.stored', subject: 'stored keys', why: `more than ${MOST_FILES} files of keys` });
        return { facts: gatherKeys(found), gaps };
      },
    };
  },
};

const NAMES = /(\.(pem|crt|cer|der|cert|pub|ks|bks)|\/(cacerts|ca-bundle[^/]*|ssh_host_[^/]*_key\.pub))$/;
/** At least what NAMES and `keyByName` know, of the last name of a path. */
const MAY_HOLD_KEYS =
  /\.(pem|crt|cer|der|cert|pub|b?ks|jks|jceks|keystore|p12|pfx|key)$|^\/(cacerts|ca-bundle|ssh_host_|id_|privkey|server-key|client-key)/i;
const LARGEST = 8 * 1024 * 1024;
const MOST_FILES = 20_000;
