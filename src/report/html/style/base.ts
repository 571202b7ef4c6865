/** Colours of both themes (contrast at least 4.5 to 1 for words), the scale of type, and how the page is laid out. */
export const baseStyle = `:root {
  color-scheme: light dark;
  --paper: light-dark(#fbfaf8, #14171a);
  --sheet: light-dark(#ffffff, #1b1f23);
  --sunk: light-dark(#f3f2ee, #22272c);
  --ink: light-dark(#1d2126, #e4e7ea);
  --soft: light-dark(#565d66, #a6afb8);
  --line: light-dark(#e1dfda, #2f353b);
  --edge: light-dark(#8a8f96, #78818b);
  --link: light-dark(#1b5a9e, #8dbbf2);
  --x: light-dark(#b3261e, #ff958c);
  --q: light-dark(#6a46a3, #c8b1f6);
  --w: light-dark(#855600, #eebd60);
  --v: light-dark(#4a5764, #b3bec9);
  --p: light-dark(#1b7046, #74cf9f);
  --n: light-dark(#5f666e, #9da6af);
  --sans: system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Consolas, monospace;
  font: 100%/1.55 var(--sans);
  scroll-padding-top: 1rem;
}
:root:has(#theme-light:checked) { color-scheme: light; }
:root:has(#theme-dark:checked) { color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font-size: .9375rem; overflow-wrap: break-word; }
h1, h2, h3, h4, h5 { line-height: 1.25; margin: 0; font-weight: 650; text-wrap: balance; }
h1 { font-size: 1.375rem; letter-spacing: -.01em; }
h2 { font-size: 1.5rem; letter-spacing: -.015em; margin-bottom: .75rem; }
h3 { font-size: 1.125rem; }
section > h3 { margin: 1.25rem 0 .5rem; }
h4 { font-size: 1rem; margin: 2rem 0 .5rem; }
h5 { font-size: .9375rem; margin: 1rem 0 .25rem; }
p { margin: 0 0 .75rem; max-width: 46rem; }
ul { margin: 0; padding-left: 1.1rem; }
dl { margin: 0; }
dd { margin: 0; }
code, kbd, q { font: .875em/1.5 var(--mono); overflow-wrap: anywhere; }
q { quotes: none; color: var(--soft); }
a { color: var(--link); text-underline-offset: .2em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
.soft { color: var(--soft); font-weight: 400; }
.lead { font-size: 1.0625rem; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -100rem; padding: .5rem 1rem; background: var(--sheet); z-index: 3; }
.skip:focus { left: .5rem; top: .5rem; }
header { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: center; justify-content: space-between; padding: 1.25rem clamp(1rem, 3vw, 2.5rem); border-bottom: 1px solid var(--line); }
header p { margin: .15rem 0 0; }
footer { padding: 1.5rem clamp(1rem, 3vw, 2.5rem) 2.5rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .875rem; }
.page { display: grid; grid-template-columns: minmax(0, 1fr); max-width: 96rem; }
nav { padding: 1rem clamp(1rem, 3vw, 2.5rem) 0; font-size: .875rem; }
nav ol { list-style: none; margin: 0; padding: 0; }
nav > ol { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
nav ol ol { display: none; }
nav a { display: inline-block; padding: .2rem 0; color: var(--ink); text-decoration: none; }
nav a:hover { text-decoration: underline; }
main { padding: 1.5rem clamp(1rem, 3vw, 2.5rem) 4rem; min-width: 0; }
main > section { margin-bottom: 3.5rem; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend { padding: 0; }
.theme { display: flex; border: 1px solid var(--edge); border-radius: 6px; font-size: .8125rem; }
.theme legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.theme label { position: relative; display: flex; }
.theme input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
.theme span { padding: .25rem .75rem; border-radius: 5px; color: var(--soft); }
.theme :checked + span { background: var(--sunk); color: var(--ink); font-weight: 600; }
.theme :focus-visible + span { outline: 2px solid var(--link); outline-offset: 2px; }
@media (min-width: 64rem) {
  .page { grid-template-columns: 14.5rem minmax(0, 1fr); }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding-top: 1.75rem; padding-right: 0; }
  nav > ol { display: block; }
  nav li { margin-bottom: .3rem; }
  nav ol ol { display: block; margin: .15rem 0 .5rem; padding-left: .75rem; border-left: 1px solid var(--line); }
  nav ol ol a { color: var(--soft); overflow-wrap: anywhere; }
}
`;
