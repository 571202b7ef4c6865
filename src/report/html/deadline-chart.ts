import type { IsoDate } from '../../policy/profile.ts';
import type { Deadline } from './deadlines.ts';
import { type Markup, markup } from './markup.ts';
import { markOf } from './weights.ts';

/**
 * Deadlines along a line of years, as SVG. Places are percentages, so that words keep their size on a narrow screen. What it
 * shows stands in the table below it: for those who cannot see it, its title says how much there is and where.
 */
export function deadlineChart(deadlines: readonly Deadline[], asOf: IsoDate): Markup {
  const days = [...Map.groupBy(deadlines, ({ on }) => on)];
  const last = days.at(-1)?.[0] ?? asOf;
  const begins = yearOf(days[0]?.[0] ?? asOf) < yearOf(asOf) ? yearOf(days[0]?.[0] ?? asOf) : yearOf(asOf);
  const scale = scaleOf(begins, Math.max(yearOf(last) + 1, begins + 2));
  const placed = inLanes(days.map(([on, same]) => ({ x: scale.at(on), same })));
  const lanes = Math.max(...placed.map(({ lane }) => lane)) + 1;
  const base = 30 + lanes * LANE;
  const words = `Timeline from ${begins} to ${last.slice(0, 4)}: ${days.length === 1 ? 'one day' : `${days.length} days`} with a deadline, the first on ${days[0]?.[0] ?? asOf}, the last on ${last}. The table below has them all.`;
  return markup`<svg class="timeline" role="img" aria-labelledby="timeline-title" width="100%" height="${base + 34}"><title id="timeline-title">${words}</title>
<line class="axis" x1="${PAD}%" x2="${100 - PAD}%" y1="${base}" y2="${base}"/>
${scale.years.map((year) => tick(year, scale.at(`${year}-01-01`), base))}
<line class="today" x1="${scale.at(asOf)}%" x2="${scale.at(asOf)}%" y1="16" y2="${base}"/><text class="today" x="${scale.at(asOf)}%" y="11" text-anchor="${scale.at(asOf) < 12 ? 'start' : 'middle'}">${asOf}</text>
${placed.map(({ x, lane, same }) => point(x, base - 16 - lane * LANE, base, same))}</svg>
`;
}

function tick(year: number, x: number, base: number): Markup {
  return markup`<line class="tick" x1="${x}%" x2="${x}%" y1="${base}" y2="${base + 5}"/><text x="${x}%" y="${base + 20}" text-anchor="middle">${year}</text>
`;
}

/** A day: what is gravest gives the shape and colour, the number says how many requirements are touched. */
function point(x: number, y: number, base: number, same: readonly Deadline[]): Markup {
  const [worst] = same.toSorted((left, right) => ORDER.indexOf(left.to) - ORDER.indexOf(right.to));
  const to = worst?.to ?? 'due';
  const count = new Set(same.flatMap(({ requirements }) => requirements.map(({ profile, id }) => `${profile} ${id}`)))
    .size;
  const shape =
    to === 'due'
      ? markup`<circle class="point d" cx="${x}%" cy="${y}" r="9"/>`
      : markup`<circle class="point ${markOf(to)}" cx="${x}%" cy="${y}" r="9"/>`;
  return markup`<line class="stem" x1="${x}%" x2="${x}%" y1="${y + 9}" y2="${base}"/>${shape}<text class="count${to === 'due' ? ' d' : ''}" x="${x}%" y="${y + 4}" text-anchor="middle">${count}</text>
`;
}

/** Days that would lie upon one another are put one above the other. */
function inLanes<T extends { readonly x: number }>(points: readonly T[]): readonly (T & { readonly lane: number })[] {
  const ends: number[] = [];
  return points.map((point) => {
    const free = ends.findIndex((end) => point.x - end >= APART);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = point.x;
    return { ...point, lane };
  });
}

function scaleOf(from: number, to: number) {
  const step = Math.ceil((to - from) / MOST_TICKS);
  const years = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
  const [start, end] = [Date.parse(`${from}-01-01`), Date.parse(`${to}-01-01`)];
  const at = (day: string): number => {
    const part = (Date.parse(day) - start) / (end - start);
    return Number((PAD + Math.min(1, Math.max(0, part)) * (100 - 2 * PAD)).toFixed(2));
  };
  return { years, at };
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

const ORDER: readonly Deadline['to'][] = ['fail', 'unknown', 'warn', 'due', 'waived', 'pass', 'not-applicable'];
const PAD = 4;
const LANE = 24;
/** In percent of the width: wide enough on a narrow screen. */
const APART = 6.5;
const MOST_TICKS = 8;
