import type { LibraryState } from './library-state.ts';
import type { Asking, Circumstances } from './resolution.ts';

/**
 * The cipher string that `PROFILE=SYSTEM` stands for, which is the built-in one of Red Hat's and SUSE's builds; null: the build
 * knows no such thing, or the file is missing and upstream's list is taken.
 * Source: Fedora's "Add support for PROFILE=SYSTEM" (openssl 3.5.4 spec).
 */
export function* readSystemCiphers(state: LibraryState, { build, env }: Circumstances): Asking<string | null> {
  if (build.systemCiphersFile === null) return null;
  const override = env['OPENSSL_SYSTEM_CIPHERS_OVERRIDE'];
  if (override !== undefined) return override;
  const answer = yield { ask: 'path', path: build.systemCiphersFile };
  if (answer.is === 'hidden') state.hidden.push({ path: build.systemCiphersFile, why: answer.why });
  if (answer.is !== 'file') return null;
  const head = answer.text.slice(0, LARGEST);
  // Older back-ends hold nothing but the string.
  return (
    /^[ \t]*CipherString[ \t]*=[ \t]*(\S+)/m.exec(head)?.[1] ??
    /^[ \t]*([^\s#=[][^\s[]*)[ \t]*$/m.exec(head)?.[1] ??
    null
  );
}

const LARGEST = 64 * 1024;
