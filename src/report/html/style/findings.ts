/** Filters, targets, findings and requirements. What is folded away or far below costs nothing until it is looked at. */
export const findingStyle = `[hidden] { display: none !important; }
#filters { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1.1rem; margin: 0 0 1.25rem; font-size: .875rem; display: grid; gap: .75rem; }
.fields { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; }
.fields label { display: flex; align-items: center; gap: .5rem; color: var(--soft); }
.fields .search { flex: 1 1 16rem; }
input[type=search], select, button { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 6px; padding: .35rem .6rem; min-height: 2.1rem; }
input[type=search] { flex: 1; min-width: 0; width: 100%; }
input::placeholder { color: var(--soft); opacity: 1; }
select { max-width: 12rem; }
button { cursor: pointer; background: transparent; }
button:hover { background: var(--sunk); }
#filters fieldset { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; align-items: center; }
#filters legend { float: left; color: var(--soft); margin-right: 1.1rem; }
.pick { display: inline-flex; align-items: center; gap: .4rem; min-height: 1.75rem; cursor: pointer; }
input[type=checkbox] { accent-color: var(--link); width: 1rem; height: 1rem; margin: 0; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
#count { margin: 0 auto 0 0; font-weight: 600; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
.target { border: 1px solid var(--line); border-radius: 8px; background: var(--sheet); margin-bottom: .75rem; content-visibility: auto; contain-intrinsic-size: auto 3.5rem; }
.target[open] { content-visibility: visible; }
.target > summary { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; align-items: baseline; padding: .85rem 1.1rem; overflow-wrap: anywhere; }
.target > summary .soft { font-size: .875rem; }
.shown { margin-left: auto; font-size: .875rem; color: var(--soft); }
.inside { padding: .25rem 1.1rem 1.25rem; border-top: 1px solid var(--line); }
.inside > :first-child { margin-top: .75rem; }
.ladder { background: var(--paper); }
.findings { content-visibility: auto; contain-intrinsic-size: auto 80rem; }
.target > summary h3::before, .fold > summary::before, .f > summary::before { content: ""; display: inline-block; flex: none; width: .4rem; height: .4rem; border: solid var(--edge); border-width: 0 1.5px 1.5px 0; rotate: -45deg; margin: 0 .7rem .12rem .1rem; }
[open] > summary h3::before, [open].fold > summary::before, [open].f > summary::before { rotate: 45deg; }
.fold { border-top: 1px solid var(--line); }
.fold > summary { padding: .55rem 0; font-weight: 600; }
.fold + .fold { margin-top: 0; }
.f { border-top: 1px solid var(--line); }
.f > summary { display: grid; grid-template-columns: auto 7.25rem minmax(0, 1fr) auto; align-items: baseline; padding: .5rem 0; }
.f > summary:hover, .fold > summary:hover { background: var(--sunk); }
.f > summary .b { align-self: start; margin-top: .12rem; white-space: normal; }
.what { overflow-wrap: anywhere; }
.what b { font-weight: 600; }
.what i { font-style: normal; color: var(--soft); margin-left: .5rem; }
.why { display: block; font-size: .875rem; max-width: 56rem; }
.tags { padding-left: 1rem; font-size: .8125rem; color: var(--soft); white-space: nowrap; }
.f dl { display: grid; grid-template-columns: 6.25rem minmax(0, 1fr); gap: .45rem 1rem; margin: 0 0 .9rem 1.2rem; padding: .9rem 1.1rem; background: var(--sunk); border-radius: 6px; font-size: .875rem; overflow-wrap: anywhere; }
.f dt { color: var(--soft); }
.f dd p { margin: 0 0 .25rem; }
.f dd ul { padding-left: 1rem; }
kbd { display: block; padding: .3rem .6rem; margin: .15rem 0; background: var(--sheet); border: 1px solid var(--line); border-radius: 4px; white-space: pre-wrap; }
.elsewhere { margin: .75rem 0 0; font-size: .8125rem; max-width: none; }
.profile { content-visibility: auto; contain-intrinsic-size: auto 200rem; margin-bottom: 2rem; }
.requirements { columns: 26rem 3; column-gap: 2.5rem; font-size: .875rem; }
.r { break-inside: avoid; padding: .75rem 0; border-top: 1px solid var(--line); }
.r h4 { margin: 0 0 .2rem; font-size: .9375rem; }
.r p { margin: 0 0 .3rem; }
.r:target { background: var(--sunk); box-shadow: 0 0 0 .6rem var(--sunk); }
.duties { font-size: .875rem; }
.duties li { margin-bottom: .35rem; max-width: 60rem; }
@media (max-width: 48rem) {
  .f > summary { grid-template-columns: auto minmax(0, 1fr) auto; }
  .what { grid-column: 2 / -1; grid-row: 2; }
  .tags { grid-column: 3; grid-row: 1; white-space: normal; text-align: right; }
  .f dl { grid-template-columns: minmax(0, 1fr); gap: .15rem; margin-left: 0; }
  .f dd { margin-bottom: .5rem; }
  .what i { display: block; margin: 0; }
}
@media (min-width: 64rem) and (min-height: 44rem) {
  :root { scroll-padding-top: 11rem; }
  #filters { position: sticky; top: 0; z-index: 2; box-shadow: 0 -.75rem 0 0 var(--paper); border-radius: 0 0 8px 8px; }
}
`;
