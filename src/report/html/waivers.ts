import type { WaiverUse } from '../../assess/waiver-use.ts';
import { type Markup, markup, nothing } from './markup.ts';
import { table } from './table.ts';

/** Every waiver that was given and what became of it; nothing where none were. */
export function waiversMarkup(waivers: readonly WaiverUse[]): Markup {
  if (waivers.length === 0) return nothing;
  const rows = waivers.map(({ waiver, state, findings, why }) => [
    markup`<code>${waiver.requirement}</code>`,
    waiver.subject,
    waiver.target ?? 'every target',
    `${waiver.owner} (${waiver.ticket})`,
    waiver.expires,
    markup`<span class="b ${MARKS[state]}">${STATES[state]}</span>${why === undefined ? '' : ` ${why}`}`,
    findings,
    waiver.reason,
  ]);
  return markup`<section id="waivers" aria-labelledby="h-waivers"><h2 id="h-waivers">Waivers</h2>
${table('Waivers and what became of them', ['Requirement', 'Subject', 'Target', 'Owner', 'Ends', 'State', 'Findings', 'Reason'], rows)}</section>
`;
}

const STATES: Readonly<Record<WaiverUse['state'], string>> = {
  'in-force': 'In force',
  expired: 'Expired',
  unmatched: 'Fits nothing',
};
const MARKS: Readonly<Record<WaiverUse['state'], string>> = { 'in-force': 'v', expired: 'x', unmatched: 'w' };
