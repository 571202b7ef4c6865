import type { CryptoImplementation } from '../values/modules.ts';

/** Because of what was seen the kernel's flag does not stop an implementation; null: nothing that was read tells. */
export function unaffected({ language, version, kernelFlag, library, settings }: CryptoImplementation): string | null {
  if (kernelFlag === 'not-named') return 'its read-only data does not name the flag of the kernel';
  if (kernelFlag === 'named') return null;
  if (language === 'Go') return OFFICIAL_GO.test(version ?? '') ? "Go's own packages do not read the flag" : null;
  if (library === 'JDK')
    return settings?.['security.provider.1'] !== undefined && settings['fips.provider.1'] === undefined
      ? 'its java.security names no providers for FIPS mode'
      : null;
  return null;
}

/** A release as go.dev publishes it, with or without experiments; a vendor writes more. */
const OFFICIAL_GO = /^\d+\.\d+(\.\d+)?((rc|beta)\d+)?( X:[\w,]+)?$/;
