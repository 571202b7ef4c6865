import type { TargetPath } from '../facts/locator.ts';
import type { FileView } from '../target/views.ts';

/** Paths that hold private keys, password hashes or tokens: no collector can read them, whatever it asks for. */
export function isNeverRead(path: TargetPath): boolean {
  return PATTERNS.some((pattern) => pattern.test(path));
}

/** The same view, with the never-read places hidden, by the name that was asked for and by the place it leads to. */
export function withoutSecrets(files: FileView): FileView {
  return {
    ...files,
    async read(path, limit) {
      const at = { in: 'file', path } as const;
      if (isNeverRead(path)) return { state: 'hidden', at, why: 'not-allowed' };
      const place = await files.follow(path);
      if (place.state === 'seen' && isNeverRead(place.value.path))
        return { state: 'hidden', at: place.at, why: 'not-allowed' };
      return files.read(path, limit);
    },
  };
}

const PATTERNS: readonly RegExp[] = [
  /^\/etc\/(g?shadow|sudoers)[^/]*$/,
  /\/private\//,
  /\.(key|p12|pfx|jks|keytab|kdbx)$/,
  /\/ssh_host_[^/]*_key$/,
  /\/id_(rsa|dsa|ecdsa|ed25519)[^/.]*$/,
  /\/\.(ssh|gnupg|aws|kube|docker)\//,
  /\/(token|credentials|secrets?)(\/|$)/,
];
