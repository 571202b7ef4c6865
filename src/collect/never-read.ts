import type { TargetPath } from '../facts/locator.ts';
import type { FileVisitor } from '../target/file-visitor.ts';
import type { FileView } from '../target/views.ts';

/** Paths that hold private keys, password hashes or tokens: no collector can read them, whatever it asks for. */
export function isNeverRead(path: TargetPath): boolean {
  return PATTERNS.some((pattern) => pattern.test(path));
}

/** The same view, with the never-read places hidden: by the name that was asked for, and by the place that it leads to. */
export function withoutSecrets(files: FileView): FileView {
  return {
    ...files,
    async read(path, limit) {
      const place = isNeverRead(path) ? undefined : await files.follow(path);
      const leadsTo = place?.at.in === 'file' ? place.at.path : path;
      if (isNeverRead(path) || isNeverRead(leadsTo))
        return { state: 'hidden', at: { in: 'file', path: leadsTo }, why: 'not-allowed' };
      return files.read(path, limit);
    },
    walk: (visitor, signal) => files.walk(sparing(visitor), signal),
  };
}

/** A file that nobody may read is missed by those who want it. */
function sparing(visitor: FileVisitor): FileVisitor {
  return {
    ...visitor,
    keeps: (entry) => visitor.keeps(entry) && !isNeverRead(entry.path),
    enter(entry) {
      const interest = visitor.enter(entry);
      if (interest === undefined || !isNeverRead(entry.path)) return interest;
      interest.miss({ in: 'file', path: entry.path }, 'not-allowed');
      return undefined;
    },
  };
}

const PATTERNS: readonly RegExp[] = [
  /^\/etc\/(g?shadow|sudoers)[^/]*$/,
  /^\/etc\/(security\/opasswd|wireguard\/|ipsec\.secrets|NetworkManager\/system-connections\/|ppp\/(chap|pap)-secrets)/,
  /^\/proc\/(self|thread-self|\d+)\//,
  /\/private\//,
  /\.(key|p12|pfx|p8|jks|jceks|keystore|keytab|kdbx|ppk|psk|gpg-key)$/i,
  /[-_.]key\.pem$/i,
  /\/(privkey|server-key|client-key)[^/]*$/i,
  /\/ssh_host_[^/]*_key$/,
  /\/id_(rsa|dsa|ecdsa|ed25519|mldsa)[^/.]*$/,
  /\/\.(ssh|gnupg|aws|azure|kube|docker|password-store)\//,
  /\/\.(netrc|pgpass|git-credentials|npmrc|pypirc|my\.cnf)$/,
  /\/(tokens?|credentials|secrets?)(\/|$)/,
];
