import { BACK_END_SCOPES } from '../../vocabulary/crypto-policy-scopes.ts';
import type { BackEndSets } from './back-end-sets.ts';
import { readBind } from './back-ends/bind.ts';
import { readGnutls } from './back-ends/gnutls.ts';
import { readJava, readJavasystem } from './back-ends/java.ts';
import { readKrb5 } from './back-ends/krb5.ts';
import { readLibreswan } from './back-ends/libreswan.ts';
import { readNss } from './back-ends/nss.ts';
import { readOpensslFips } from './back-ends/openssl-fips.ts';
import { readOpensslCiphers, readOpensslcnf } from './back-ends/opensslcnf.ts';
import { readSequoia } from './back-ends/sequoia.ts';
import { readSsh } from './back-ends/ssh.ts';
import { generateBind } from './generate/bind.ts';
import { generateGnutls } from './generate/gnutls.ts';
import { generateJava, generateJavasystem } from './generate/java.ts';
import { generateKrb5 } from './generate/krb5.ts';
import { generateLibreswan } from './generate/libreswan.ts';
import { generateNss } from './generate/nss.ts';
import { generateOpensslCiphers, generateOpensslcnf, generateOpensslFips } from './generate/openssl.ts';
import { generateSequoia } from './generate/sequoia.ts';
import { generateSsh } from './generate/ssh.ts';
import type { Directive } from './policy-source.ts';
import { type ResolvedPolicy, resolvePolicy } from './resolve.ts';

/** A file that update-crypto-policies writes: how it reads, and what it would say under a policy. */
export interface BackEnd {
  readonly name: string;
  read(text: string): BackEndSets;
  generate(directives: readonly Directive[]): BackEndSets;
}

/** The back-end of that name; undefined where nobody knows how to read it. */
export function backEndNamed(name: string): BackEnd | undefined {
  return BACK_ENDS.find((backEnd) => backEnd.name === name);
}

function backEnd(
  name: string,
  read: (text: string) => BackEndSets,
  generate: (policy: ResolvedPolicy) => BackEndSets,
): BackEnd {
  return { name, read, generate: (directives) => generate(resolvePolicy(directives, BACK_END_SCOPES[name] ?? [])) };
}

/** Every back-end, alphabetically; `javasystem` and `openssl` exist up to RHEL 9 only. */
export const BACK_ENDS: readonly BackEnd[] = [
  backEnd('bind', readBind, generateBind),
  backEnd('gnutls', readGnutls, generateGnutls),
  backEnd('java', readJava, generateJava),
  backEnd('javasystem', readJavasystem, generateJavasystem),
  backEnd('krb5', readKrb5, generateKrb5),
  backEnd('libreswan', readLibreswan, generateLibreswan),
  backEnd('libssh', readSsh, (policy) => generateSsh('libssh', policy)),
  backEnd('nss', readNss, generateNss),
  backEnd('openssh', readSsh, (policy) => generateSsh('openssh', policy)),
  backEnd('opensshserver', readSsh, (policy) => generateSsh('opensshserver', policy)),
  backEnd('openssl', readOpensslCiphers, generateOpensslCiphers),
  backEnd('openssl_fips', readOpensslFips, generateOpensslFips),
  backEnd('opensslcnf', readOpensslcnf, generateOpensslcnf),
  backEnd('rpm-sequoia', readSequoia, generateSequoia),
  backEnd('sequoia', readSequoia, generateSequoia),
];
