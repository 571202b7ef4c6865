import { createHash } from 'node:crypto';

/** A record of apk's installed database. */
export interface ApkPackage {
  readonly name: string;
  readonly version: string;
  readonly origin?: string;
  readonly provides?: readonly string[];
  readonly files?: readonly { readonly path: string; readonly content: Uint8Array }[];
}

/** Writes /lib/apk/db/installed (apk-db format: one letter, a colon; an empty line after each record). */
export function apkInstalled(packages: readonly ApkPackage[]): string {
  return packages.map((each) => `${record(each)}\n`).join('');
}

function record(each: ApkPackage): string {
  const files = (each.files ?? []).map(({ path, content }) => {
    const cut = path.lastIndexOf('/');
    const digest = createHash('sha1').update(content).digest('base64');
    return `F:${path.slice(1, cut)}\nR:${path.slice(cut + 1)}\na:0:0:755\nZ:Q1${digest}\n`;
  });
  return `C:Q1p78yvTLG094tHE1+dToJGbmYzQE=
P:${each.name}
V:${each.version}
A:x86_64
S:2034512
I:6291456
T:${each.name}
U:https://www.openssl.org/
L:Apache-2.0
o:${each.origin ?? each.name}
m:wolfi
t:1785402000
c:8f1f7a1f0b6e4a70c0a1f6b0d9a2f2f3a0c1d2e3
${each.provides === undefined ? '' : `p:${each.provides.join(' ')}\n`}${files.join('')}`;
}
