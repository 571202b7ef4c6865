import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';

const OUTLINE = readFileSync(join(import.meta.dirname, 'xccdf-outline.xsd'), 'utf8');

/** Well-formed, and in the order, with the values and the references that XCCDF 1.2 wants of what we write. */
export function checkXccdf(text: string): Promise<readonly string[]> {
  return against(text, OUTLINE);
}

/** Well-formed, its reports right as XCCDF, and nothing that refers to what is not there. */
export async function checkArf(text: string): Promise<readonly string[]> {
  const ids = [...text.matchAll(/<arf:(?:report-request|asset|report) id="([^"]*)"/g)].map(([, id]) => id);
  const references = [...text.matchAll(/ subject="([^"]*)"|<core:ref>([^<]*)</g)].map(
    ([, subject, ref]) => subject ?? ref,
  );
  const results = [...text.matchAll(/ *<TestResult xmlns="[^"]*"[\s\S]*?<\/TestResult>/g)].map(([all]) =>
    all.replace(/ xmlns="[^"]*"/, '').replace(/ *<benchmark [^>]*>\n/, ''),
  );
  const benchmark = /<Benchmark[\s\S]*?(?=<\/Benchmark>)/.exec(text)?.[0] ?? '';
  return [
    ...(await against(text, ANY_COLLECTION)),
    ...(await checkXccdf(`${benchmark}${results.join('\n')}</Benchmark>`)),
    ...(new Set(ids).size === ids.length ? [] : ['an id that is there twice']),
    ...references.filter((id) => !ids.includes(id)).map((id) => `leads nowhere: ${id}`),
  ];
}

async function against(text: string, schema: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: text }],
    schema: [schema],
    initialMemoryPages: 256,
    maxMemoryPages: 16_384,
  });
  return errors.map(({ message }) => message);
}

const ANY_COLLECTION = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  targetNamespace="http://scap.nist.gov/schema/asset-reporting-format/1.1" elementFormDefault="qualified">
  <xs:element name="asset-report-collection"><xs:complexType>
    <xs:sequence><xs:any processContents="skip" maxOccurs="unbounded"/></xs:sequence>
  </xs:complexType></xs:element>
</xs:schema>`;
