import { REPORT_NAMESPACE, uuidV5 } from '../../facts/uuid.ts';
import type { Everything, TargetReport, WholeFormat } from '../format.ts';
import { targetKeys } from '../target-keys.ts';
import { BENCHMARK, benchmark } from './benchmark.ts';
import { type Held, heldOf, testResult } from './test-result.ts';
import { words, XCCDF } from './words.ts';

/** The same in an asset report, ARF 1.1: what was asked, which assets were looked at, and a report for each of them and each profile. */
export const arf: WholeFormat = {
  id: 'xccdf',
  mediaType: 'application/xml',
  whole: (everything) => `<?xml version="1.0" encoding="UTF-8"?>\n${collection(everything)}\n`,
};

function collection(everything: Everything): string {
  const { targets } = everything;
  const keys = targetKeys(targets);
  const held = heldOf(targets, keys);
  return [
    `<arf:asset-report-collection ${NAMESPACES}>`,
    ...(held.length === 0 ? [] : ['  <core:relationships>', ...held.map(relationships), '  </core:relationships>']),
    '  <arf:report-requests>',
    `    <arf:report-request id="${REQUEST}"><arf:content>`,
    benchmark(everything),
    '    </arf:content></arf:report-request>',
    '  </arf:report-requests>',
    ...(targets.length === 0
      ? []
      : ['  <arf:assets>', ...targets.map((each, index) => asset(each, keys[index] ?? '')), '  </arf:assets>']),
    '  <arf:reports>',
    ...(held.length === 0
      ? [`    <arf:report id="none"><arf:content><none xmlns="urn:pqready:arf:1"/></arf:content></arf:report>`]
      : held.map((each) => report(each, everything))),
    '  </arf:reports>',
    '</arf:asset-report-collection>',
  ].join('\n');
}

function report(held: Held, { run }: Everything): string {
  const reference = `<benchmark href="#${REQUEST}" id="${BENCHMARK}"/>`;
  return [
    `    <arf:report id="${reportId(held)}"><arf:content data-valid-start-date="${run.asOf}">`,
    testResult(held, run, { xmlns: XCCDF, benchmark: reference }),
    '    </arf:content></arf:report>',
  ].join('\n');
}

function relationships(held: Held): string {
  const id = reportId(held);
  return [
    `    <core:relationship type="arfvocab:createdFor" subject="${id}"><core:ref>${REQUEST}</core:ref></core:relationship>`,
    `    <core:relationship type="arfvocab:isAbout" subject="${id}"><core:ref>${assetId(held.key)}</core:ref></core:relationship>`,
  ].join('\n');
}

function asset(target: TargetReport, key: string): string {
  return `    <arf:asset id="${assetId(key)}">${identification(target, key)}</arf:asset>`;
}

/** What Asset Identification 1.1 has for it; a name that is no host name stays in the synthetic id alone. */
function identification({ kind, name, identity }: TargetReport, key: string): string {
  const synthetic = [`<ai:synthetic-id resource="urn:pqready:target:1" id="${uuidV5(REPORT_NAMESPACE, key)}"/>`];
  if (identity.by !== 'endpoint') {
    synthetic.push(`<ai:synthetic-id resource="urn:pqready:${identity.by}" id="${words(identity.value)}"/>`);
  }
  if (kind === 'image') return `<ai:software>${synthetic.join('')}</ai:software>`;
  if (identity.by === 'endpoint')
    return `<ai:service>${synthetic.join('')}${host(identity.host)}<ai:port>${identity.port}</ai:port></ai:service>`;
  const named = kind === 'host' && HOST_NAME.test(name) ? `<ai:hostname>${name}</ai:hostname>` : '';
  return `<ai:computing-device>${synthetic.join('')}${named}</ai:computing-device>`;
}

function host(name: string): string {
  if (IPV4.test(name)) return `<ai:host><ai:ip-address><ai:ip-v4>${name}</ai:ip-v4></ai:ip-address></ai:host>`;
  return QUALIFIED.test(name) ? `<ai:host><ai:fqdn>${name}</ai:fqdn></ai:host>` : '';
}

function reportId({ key, assessment }: Held): string {
  return `report_${uuidV5(REPORT_NAMESPACE, `arf\n${key}\n${assessment?.profile.id ?? ''}`)}`;
}

function assetId(key: string): string {
  return `asset_${uuidV5(REPORT_NAMESPACE, `arf\n${key}`)}`;
}

const REQUEST = 'request_pqready';
const NAMESPACES = [
  ['arf', 'http://scap.nist.gov/schema/asset-reporting-format/1.1'],
  ['core', 'http://scap.nist.gov/schema/reporting-core/1.1'],
  ['ai', 'http://scap.nist.gov/schema/asset-identification/1.1'],
  ['arfvocab', 'http://scap.nist.gov/specifications/arf/vocabulary/relationships/1.0#'],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');
const HOST_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
const QUALIFIED = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
