import type { Fact } from '../../facts/fact.ts';
import { quote } from '../../facts/quote.ts';
import type { ModuleCertificate } from '../../facts/values/modules.ts';
import { type Asset, occurrencesOf } from './asset.ts';

/** The software that does cryptography on one target: packages, libraries and the modules that claim a boundary. */
export function softwareAssets({ target, prefix, system }: Placing, fact: Fact): readonly Asset[] {
  switch (fact.kind) {
    case 'package.installed':
      return [packageAsset(target, prefix, fact, system)];
    case 'crypto.implementation':
      return [implementationAsset(target, prefix, fact)];
    case 'fips.module':
      return [moduleAsset(target, prefix, fact)];
    default:
      return [];
  }
}

/** On which target, under which reference, of which system (`ID` of os-release; null: unknown). */
export interface Placing {
  readonly target: string;
  readonly prefix: string;
  readonly system: string | null;
}

function packageAsset(target: string, prefix: string, fact: Fact<'package.installed'>, system: string | null): Asset {
  const { manager, name, version, vendor } = fact.value;
  const purl = packageUrl(fact, system);
  const component = {
    type: 'library',
    name: quote(name),
    version: quote(version),
    ...(vendor === null ? {} : { publisher: quote(vendor) }),
    ...(purl === undefined ? {} : { purl }),
    properties: [property('manager', manager)],
  };
  return { ref: `${prefix}package/${fact.id}`, component, occurrences: occurrencesOf(target, fact), dependsOn: [] };
}

/** `pkg:deb/debian/openssl@3.5.9-1~deb13u1?arch=amd64`. Source: ECMA-427 (PURL). */
function packageUrl({ value }: Fact<'package.installed'>, system: string | null): string | undefined {
  const type = PURL_TYPES[value.manager];
  if (type === undefined || system === null) return undefined;
  const [, epoch, version = value.version] = /^(\d+):(.*)$/s.exec(value.version) ?? [];
  const [namespace = '', name = '', shown = ''] = [system, value.name, type === 'rpm' ? version : value.version].map(
    (part) => encodeURIComponent(part.toWellFormed()),
  );
  const qualifiers = [
    ...(value.arch === null ? [] : [`arch=${encodeURIComponent(value.arch.toWellFormed())}`]),
    ...(type === 'rpm' && epoch !== undefined ? [`epoch=${epoch}`] : []),
  ];
  return `pkg:${type}/${namespace}/${name}@${shown}${qualifiers.length === 0 ? '' : `?${qualifiers.join('&')}`}`;
}

function implementationAsset(target: string, prefix: string, fact: Fact<'crypto.implementation'>): Asset {
  const { library, version, linkage, language } = fact.value;
  const component = {
    type: 'library',
    name: quote(library),
    ...(version === null ? {} : { version: quote(version) }),
    properties: [
      property('subject', fact.subject),
      property('linkage', linkage),
      ...(language === null ? [] : [property('language', language)]),
    ],
  };
  return { ref: `${prefix}library/${fact.id}`, component, occurrences: occurrencesOf(target, fact), dependsOn: [] };
}

/** A module is software whose certificate, or the lack of one, is told beside it. */
function moduleAsset(target: string, prefix: string, fact: Fact<'fips.module'>): Asset {
  const { name, build, version, integrity, selected, certificate, certificateAbsence } = fact.value;
  const absence = certificateAbsence == null ? [] : [property('certificate-absence', certificateAbsence.words)];
  const component = {
    type: 'library',
    name: quote(name ?? fact.subject),
    ...(build === null && version === null ? {} : { version: quote(build ?? version ?? '') }),
    description: 'Cryptographic module; a certificate names an exact build and nothing else',
    ...(certificate?.number == null ? {} : { externalReferences: [certificateReference(certificate.number)] }),
    properties: [
      property('integrity', integrity),
      property('selected.kernel-flag-off', selected.flagOff),
      property('selected.kernel-flag-on', selected.flagOn),
      ...(certificate == null ? absence : certificateProperties(certificate)),
    ],
  };
  return { ref: `${prefix}module/${fact.id}`, component, occurrences: occurrencesOf(target, fact), dependsOn: [] };
}

function certificateProperties(certificate: ModuleCertificate): readonly object[] {
  const { number, standard, status, sunset, environmentListed, asOf, confidence } = certificate;
  return [
    property('cmvp-certificate', number === null ? 'in process' : `${number}`),
    property('cmvp-standard', standard),
    property('cmvp-status', status),
    ...(sunset === null ? [] : [property('cmvp-sunset', sunset)]),
    property('cmvp-environment-listed', environmentListed),
    property('cmvp-as-of', asOf),
    property('cmvp-confidence', confidence),
  ];
}

/** A property of ours: `pqready:NAME`. */
export function property(name: string, value: string): { readonly name: string; readonly value: string } {
  return { name: `pqready:${quote(name)}`, value: quote(value) };
}

function certificateReference(number: number): object {
  return { type: 'certification-report', url: `${CMVP}/certificate/${number}` };
}

const CMVP = 'https://csrc.nist.gov/projects/cryptographic-module-validation-program';
const PURL_TYPES: Readonly<Record<string, 'apk' | 'deb' | 'rpm'>> = { apk: 'apk', dpkg: 'deb', rpm: 'rpm' };
