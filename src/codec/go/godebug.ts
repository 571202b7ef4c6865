/** GODEBUG settings as written: of `a=1,b=0` each with its value, the last of several. Source: Go doc/godebug. */
export function readGodebug(written: string): ReadonlyMap<string, string> {
  const pairs = written.split(',').map((pair) => pair.split('='));
  return new Map(pairs.flatMap(([key = '', value]) => (value === undefined ? [] : [[key, value] as const])));
}

/** Those of TLS and of FIPS 140, as written: `tlsmlkem=0`. */
export function tlsGodebug(written: string): readonly string[] {
  return [...readGodebug(written)].flatMap(([key, value]) =>
    TLS.test(key) ? [`${key}=${value}`.slice(0, LONGEST)] : [],
  );
}

const TLS = /^(fips140|tls[a-z0-9]{1,40})$/;
const LONGEST = 64;
