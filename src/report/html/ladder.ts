import type { Fact } from '../../facts/fact.ts';
import type { FipsModule } from '../../facts/values/modules.ts';
import { type Rung, rungsOf } from '../ladder-rungs.ts';
import { type Markup, markup } from './markup.ts';
import { markOf } from './weights.ts';

/** The verdict ladder of each FIPS module: an ordered list, so that what is read aloud is the same ladder. */
export function laddersMarkup(modules: readonly Fact<'fips.module'>[]): Markup {
  if (modules.length === 0) return markup`<p>No FIPS module of OpenSSL was found.</p>`;
  return markup`<div class="ladders">${modules.map(ladder)}</div>
`;
}

function ladder({ subject, value }: Fact<'fips.module'>): Markup {
  return markup`<div class="ladder"><h5>${subject}</h5><p class="soft">${moduleName(value)}</p>
<ol>${rungsOf(value).map(rung)}</ol></div>
`;
}

function rung({ name, state, words }: Rung): Markup {
  return markup`<li class="rung ${markOf(state)}"><span class="b ${markOf(state)}">${ANSWERS[state]}</span><span><b>${name}</b> ${words}</span></li>`;
}

function moduleName({ name, build, version }: FipsModule): string {
  return [name, build ?? version].filter((part) => part !== null).join(' ') || 'it does not say what it is';
}

const ANSWERS: Readonly<Record<Rung['state'], string>> = { pass: 'Yes', fail: 'No', unknown: 'Not known' };
