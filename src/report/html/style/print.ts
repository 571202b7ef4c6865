/** On paper: A4, light, everything unfolded that the filters leave, headings repeated, addresses as text. */
export const printStyle = `@page {
  size: A4;
  margin: 16mm 15mm 18mm;
  @bottom-left { content: "Cryptography report"; font: 8pt sans-serif; color: #565d66; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #565d66; }
}
@media print {
  :root, :root:has(#theme-dark:checked) { color-scheme: light !important; --paper: #ffffff; }
  body { font-size: 9pt; line-height: 1.4; }
  .unasked, .skip, nav, #filters, .theme, .shown { display: none !important; }
  header, main, footer { padding-left: 0; padding-right: 0; }
  header { padding-top: 0; }
  .page { display: block; max-width: none; }
  main { padding-top: 5mm; }
  main > section { margin-bottom: 8mm; }
  h1 { font-size: 15pt; } h2 { font-size: 14pt; } h3 { font-size: 11.5pt; } h4 { font-size: 10pt; margin-top: 5mm; } h5 { font-size: 9pt; }
  h2, h3, h4, h5, .f > summary, .target > summary, .fold > summary { break-after: avoid; }
  #findings, #requirements { break-before: page; }
  .target + .target { break-before: page; }
  .target, .findings, .profile, .target[open] { content-visibility: visible; border: 0; }
  .target > summary, .inside { padding-left: 0; padding-right: 0; }
  details::details-content { content-visibility: visible !important; display: block !important; block-size: auto !important; }
  .f > summary::before, .fold > summary::before, .target > summary h3::before { display: none; }
  .f > summary { grid-template-columns: 24mm minmax(0, 1fr) auto; padding: 1.2mm 0; }
  .what { grid-column: auto; grid-row: auto; }
  .tags { grid-column: auto; grid-row: auto; }
  .f dl { background: none; margin: 0 0 1.5mm 24mm; padding: 0; grid-template-columns: 18mm minmax(0, 1fr); gap: .6mm 3mm; font-size: 8pt; }
  .f[data-w=p] dl, .f[data-w=n] dl { font-size: 7.5pt; }
  .ladder, .r, tr, .rung { break-inside: avoid; }
  .requirements { columns: 2; font-size: 8pt; }
  .r h4 { font-size: 8.5pt; }
  .scroll { overflow: visible; }
  table, .why, .facts, .rung, .ladder p, kbd { font-size: 8pt; }
  thead { display: table-header-group; }
  th, td { padding: 1mm 2.5mm 1mm 0; min-width: 0; }
  .bar { display: none; }
  .b { font-size: 8.5pt; }
  a { color: inherit; text-decoration: none; }
  a.out::after { content: " <" attr(href) ">"; overflow-wrap: anywhere; }
  .ladders { grid-template-columns: repeat(auto-fit, minmax(80mm, 1fr)); }
  .rung { grid-template-columns: 21mm minmax(0, 1fr); }
  rect, circle, .b::before, .legend, kbd { print-color-adjust: exact; }
  p, li { orphans: 3; widows: 3; }
}
`;
