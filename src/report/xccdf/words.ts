import { REPORT_NAMESPACE, uuidV5 } from '../../facts/uuid.ts';
import { printable } from '../told-finding.ts';
import { xmlText } from '../xml.ts';

/** The namespace of XCCDF 1.2. */
export const XCCDF = 'http://checklists.nist.gov/xccdf/1.2';

type ItemKind = 'benchmark' | 'profile' | 'group' | 'rule' | 'testresult';

/** An id as XCCDF 1.2 wants it: `xccdf_org.pqready_rule_NAME`; a name that is no NCName is rewritten, with a hash of its own. */
export function xccdfId(kind: ItemKind, name: string): string {
  const plain = name
    .toWellFormed()
    .slice(0, LONGEST_NAME)
    .replace(/[^A-Za-z0-9._-]/g, '-');
  const own = plain === name ? plain : `${plain}-${uuidV5(REPORT_NAMESPACE, name).slice(0, 8)}`;
  return `xccdf_org.pqready_${kind}_${own}`;
}

/** Words for an element or an attribute, cut to what a reader bears; never empty. */
export function words(text: string): string {
  const shown = printable(text).trim();
  if (shown === '') return '(empty)';
  return xmlText(shown.length <= LONGEST ? shown : `${[...shown.slice(0, LONGEST)].slice(0, -2).join('')}…`);
}

/** An element of text, on a line of its own. */
export function line(name: string, text: string, attributes = ''): string {
  return `<${name}${attributes === '' ? '' : ` ${attributes}`}>${words(text)}</${name}>`;
}

const LONGEST_NAME = 150;
const LONGEST = 4000;
