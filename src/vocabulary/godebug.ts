/**
 * GODEBUG settings as written: of `a=1,b=0` each with its value, the last of several. Spaces count, and what stands behind `#` chooses
 * where the setting holds, not its value. Source: Go internal/godebug, update and parse.
 */
export function readGodebug(written: string): ReadonlyMap<string, string> {
  return new Map(
    written.split(',').flatMap((pair) => {
      const equals = pair.indexOf('=');
      const [value = ''] = pair.slice(equals + 1).split('#');
      return equals < 0 ? [] : [[pair.slice(0, equals), value] as const];
    }),
  );
}

/** Those of TLS and of FIPS 140, as written: `tlsmlkem=0`. */
export function tlsGodebug(written: string): readonly string[] {
  return [...readGodebug(written)].flatMap(([key, value]) =>
    TLS.test(key) ? [`${key}=${value}`.slice(0, LONGEST)] : [],
  );
}

const TLS = /^(fips140|tls[a-z0-9]{1,40})$/;
const LONGEST = 64;
