/** Filters and search. All that it knows it reads from the page; nothing that a scanned system said is ever put into it. */
export const script: string = String.raw`
'use strict';
(() => {
  const form = document.getElementById('filters');
  const targets = [...document.querySelectorAll('.target')];
  const unfoldFor = (id) => {
    const at = id === '' ? null : document.getElementById(id);
    for (let each = at; each !== null; each = each.parentElement) if (each.localName === 'details') each.open = true;
    if (at !== null) at.scrollIntoView();
  };
  addEventListener('hashchange', () => unfoldFor(decodeURIComponent(location.hash.slice(1))));
  if (location.hash !== '') unfoldFor(decodeURIComponent(location.hash.slice(1)));

  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')];
    if (CSS.supports('selector(details::details-content)')) folded = [];
    for (const each of folded) each.open = true;
  });
  addEventListener('afterprint', () => {
    for (const each of folded) each.open = false;
    folded = [];
  });
  if (form === null) return;

  const groups = targets.map((target) => ({
    target,
    shown: target.querySelector('.shown'),
    name: target.querySelector('h3').textContent.toLowerCase(),
    findings: [...target.querySelectorAll('.findings')].flatMap((section) =>
      [...section.querySelectorAll('.f')].map((element) => ({
        element,
        profile: section.dataset.profile,
        weight: element.dataset.w,
        severity: element.dataset.s,
        isNew: 'new' in element.dataset,
        text: null,
        clause: '',
        isHidden: false,
      })),
    ),
  }));
  const all = groups.reduce((sum, { findings }) => sum + findings.length, 0);
  const clauses = new Map();
  const read = (finding) => {
    finding.text = finding.element.textContent.toLowerCase();
    finding.clause = finding.element.querySelector('dd:last-child a').hash.slice(1);
    if (!clauses.has(finding.clause))
      clauses.set(finding.clause, document.getElementById(finding.clause).textContent.toLowerCase());
  };
  const says = (finding, words) =>
    words.every(({ word, inClause }) => finding.text.includes(word) || inClause.has(finding.clause));

  const queue = groups.flatMap(({ findings }) => findings);
  let next = 0;
  const readAll = () => {
    while (next < queue.length) read(queue[next++]);
  };

  const field = (id) => form.elements.namedItem(id);
  const filter = () => {
    const begun = performance.now();
    const words = field('words').value.toLowerCase().split(/\s+/).filter((word) => word !== '');
    const weights = new Set([...form.querySelectorAll('[name=weight]:checked')].map(({ value }) => value));
    const severity = field('severity').value;
    const profile = field('profile')?.value ?? '';
    const onlyNew = field('new')?.checked ?? false;
    const isPlain = words.length === 0 && severity === '' && profile === '' && !onlyNew && weights.size === 6;
    const fits = (each, left) =>
      weights.has(each.weight) &&
      (severity === '' || each.severity === severity) &&
      (profile === '' || each.profile === profile) &&
      (!onlyNew || each.isNew) &&
      says(each, left);
    if (words.length > 0) readAll();
    const asked = words.map((word) => ({
      word,
      inClause: new Set([...clauses].filter(([, text]) => text.includes(word)).map(([id]) => id)),
    }));
    let [count, withSome] = [0, 0];
    for (const group of groups) {
      const left = asked.filter(({ word }) => !group.name.includes(word));
      let here = 0;
      for (const each of group.findings) {
        const isHidden = !fits(each, left);
        if (isHidden !== each.isHidden) each.element.hidden = each.isHidden = isHidden;
        if (!isHidden) here += 1;
      }
      count += here;
      if (here > 0) withSome += 1;
      const isEmpty = !isPlain && here === 0;
      if (group.target.hidden !== isEmpty) group.target.hidden = isEmpty;
      group.shown.hidden = isPlain;
      if (!isPlain) group.shown.textContent = here + ' shown';
    }
    const where = targets.length > 1 ? ' in ' + withSome + ' of ' + targets.length + ' targets' : '';
    document.getElementById('count').textContent = isPlain ? all + ' findings' : count + ' of ' + all + ' findings' + where;
    performance.measure('filter', { start: begun });
  };
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 60);
  };
  const foldAll = (open) => {
    for (const { target, findings } of groups) {
      if (target.hidden) continue;
      target.open = open;
      for (const each of findings) if (!each.isHidden) each.element.open = open;
    }
  };
  form.addEventListener('input', soon);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', soon);
  document.getElementById('open-all').addEventListener('click', () => foldAll(true));
  document.getElementById('close-all').addEventListener('click', () => foldAll(false));
  form.hidden = false;

  const later = globalThis.requestIdleCallback ?? ((run) => setTimeout(() => run({ timeRemaining: () => 8 }), 50));
  const index = (deadline) => {
    while (next < queue.length && deadline.timeRemaining() > 2) read(queue[next++]);
    if (next < queue.length) later(index);
    else performance.mark('indexed');
  };
  later(index);
})();
`;
