import type { FactBase } from '../../facts/fact-base.ts';
import type { Origin } from '../../facts/values/configuration.ts';
import { type Markup, markup, nothing } from './markup.ts';
import { codes } from './table.ts';

/** What programs that leave the choice to the system put on the wire, and which line or list decides it. */
export function configuredMarkup(facts: FactBase): Markup {
  const tls = facts.all('tls.configured');
  const ssh = facts.all('ssh.configured');
  if (tls.length + ssh.length === 0) return nothing;
  return markup`<h4>Configured</h4>
${tls.map(
  ({ subject, value: { minProtocol, maxProtocol, groups, keyShares, origin } }) => markup`<h5>${subject}</h5>
<dl class="facts"><dt>Versions</dt><dd>${minProtocol ?? 'lowest known'} to ${maxProtocol ?? 'highest known'}</dd><dt>Groups</dt><dd>${codes(groups)} <span class="soft">from ${originWords(origin.groups)}</span></dd><dt>Key shares sent</dt><dd>${codes(keyShares)}</dd></dl>
`,
)}${ssh.map(
  ({ subject, value: { kex, origin } }) => markup`<h5>${subject}</h5>
<dl class="facts"><dt>Key exchange</dt><dd>${codes(kex)} <span class="soft">from ${originWords(origin['KexAlgorithms'])}</span></dd></dl>
`,
)}`;
}

function originWords(from: Origin | undefined): string {
  if (from === undefined) return 'a place that is not known';
  return from.from === 'built-in' ? `the built-in list of ${from.library}` : `${from.path}:${from.line}`;
}
