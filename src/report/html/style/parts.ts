/** Badges, tables, charts, ladders. What a badge means is told by its word and its shape; the colour only helps. */
export const partStyle = `.x { --tone: var(--x); } .q { --tone: var(--q); } .w { --tone: var(--w); }
.v { --tone: var(--v); } .p { --tone: var(--p); } .n { --tone: var(--n); } .d { --tone: var(--link); }
.b { display: inline-flex; align-items: baseline; gap: .45em; font-weight: 600; font-size: .8125rem; color: var(--tone); white-space: nowrap; }
.b::before { content: ""; flex: none; width: .72em; height: .72em; background: currentColor; forced-color-adjust: none; print-color-adjust: exact; }
.b.x::before { clip-path: polygon(18% 0, 50% 32%, 82% 0, 100% 18%, 68% 50%, 100% 82%, 82% 100%, 50% 68%, 18% 100%, 0 82%, 32% 50%, 0 18%); }
.b.q::before { clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%); }
.b.w::before { clip-path: polygon(50% 4%, 100% 94%, 0 94%); }
.b.v::before { background: none; border: .15em solid; width: .66em; height: .66em; }
.b.p::before { border-radius: 50%; }
.b.n::before { height: .16em; margin-bottom: .27em; }
.b.d::before { background: none; border: .16em solid; border-radius: 50%; }
.verdict { margin: 0 0 .25rem; }
.verdict .b { font-size: clamp(1.75rem, 5vw, 2.5rem); font-weight: 700; letter-spacing: -.015em; white-space: normal; line-height: 1.1; }
.warning { padding: .6rem .9rem; border-left: 3px solid var(--w); background: var(--sheet); }
.shares { display: block; margin: 1.25rem 0 .75rem; border-radius: 3px; }
.shares rect { fill: var(--tone); }
.shares .p { opacity: .8; }
.shares .n { opacity: .45; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .35rem 1.5rem; padding: 0; margin: 0 0 1.75rem; }
.legend b { font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; margin: 0 0 1rem; border-block: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { text-align: left; vertical-align: top; padding: .5rem 1rem .5rem 0; border-top: 1px solid var(--line); font-weight: 400; }
thead th { border-top: 0; color: var(--soft); font-size: .8125rem; white-space: nowrap; }
tbody th { font-weight: 600; overflow-wrap: anywhere; min-width: 7rem; }
td { overflow-wrap: anywhere; min-width: 3.5rem; }
td .b, td time, th time { white-space: nowrap; }
.number, th:has(+ th.number) { font-variant-numeric: tabular-nums; }
svg text { font: .75rem var(--sans); fill: var(--soft); }
.timeline { display: block; margin: 0 0 1rem; overflow: visible; }
.timeline .axis { stroke: var(--edge); }
.timeline .tick, .timeline .stem { stroke: var(--line); }
.timeline .today { stroke: var(--edge); stroke-dasharray: 2 3; }
.timeline text.today { stroke: none; }
.timeline .point { fill: var(--tone); }
.timeline .point.d { fill: var(--paper); stroke: var(--tone); stroke-width: 1.5; }
.timeline text.count { fill: var(--paper); font-weight: 700; font-size: .6875rem; }
.timeline text.count.d { fill: var(--tone); }
.share { display: flex; gap: .6rem; align-items: center; white-space: nowrap; }
.bar .rest { fill: var(--sunk); }
.bar .part { fill: var(--link); }
.more summary { cursor: pointer; color: var(--link); }
.ladders { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); gap: 1rem; }
.ladder { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1.1rem 1rem; }
.ladder h5 { margin: 0; }
.ladder p { margin: 0 0 .6rem; font-size: .875rem; }
.ladder ol { list-style: none; margin: 0; padding: 0; }
.rung { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: .5rem; padding: .3rem 0; border-top: 1px solid var(--line); font-size: .875rem; overflow-wrap: anywhere; }
.rung .b { align-self: start; margin-top: .1rem; }
.rung b { margin-right: .35rem; }
.facts { display: grid; grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr); gap: .2rem 1.25rem; font-size: .875rem; }
.facts dt { color: var(--soft); }
.facts dd { overflow-wrap: anywhere; }
@media screen and (max-width: 48rem) {
  table { min-width: 44rem; }
}
@media (max-width: 36rem) {
  .facts { grid-template-columns: minmax(0, 1fr); }
  .facts dt { margin-top: .35rem; }
}
`;
