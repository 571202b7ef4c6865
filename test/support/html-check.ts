import { createHash } from 'node:crypto';
import { validateXML } from 'xmllint-wasm';

/**
 * A strict parser: the page is written so that it is XML as well. Then what the page may hold: elements and attributes that are
 * ours, one script and one style that its own policy names, no address that would be loaded, anchors that lead somewhere.
 */
export async function checkHtml(text: string): Promise<readonly string[]> {
  const bare = text.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '');
  const { errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: bare.replace('<!DOCTYPE html>', '') }],
    normalization: 'format',
    initialMemoryPages: 512,
    maxMemoryPages: 16_384,
  });
  return [...errors.map(({ message }) => message), ...inlined(text), ...foreign(bare), ...anchors(bare)];
}

/** The digests in the policy are those of the one style and the one script, and nothing else may be loaded. */
function inlined(text: string): readonly string[] {
  const pieces = [...text.matchAll(/<(style|script)>([\s\S]*?)<\/\1>/g)];
  const [style, script] = pieces.map(([, , content = '']) => createHash('sha256').update(content).digest('base64'));
  const policy = `default-src &#39;none&#39;; style-src &#39;sha256-${style}&#39;; script-src &#39;sha256-${script}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;`;
  return pieces.length === 2 && text.includes(`content="${policy}"`)
    ? []
    : ['the policy does not name what is inlined'];
}

function foreign(bare: string): readonly string[] {
  return [...bare.matchAll(/<([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+="[^"<]*")*)\s*\/?>/g)].flatMap(
    ([, element = '', attributes = '']) => [
      ...(ELEMENTS.has(element) ? [] : [`<${element}>`]),
      ...[...attributes.matchAll(/([a-zA-Z-]+)="([^"]*)"/g)].flatMap(([whole, name = '', value = '']) =>
        isOurs(name, value) ? [] : [whole],
      ),
    ],
  );
}

function isOurs(name: string, value: string): boolean {
  if (name === 'href') return /^(#|https:\/\/)/.test(value);
  return !/^(on|src|style|action|xlink)/.test(name);
}

function anchors(bare: string): readonly string[] {
  const ids = [...bare.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id);
  const known = new Set(ids);
  const dead = [...bare.matchAll(/ href="#([^"]*)"/g)].flatMap(([, id = '']) => (known.has(id) ? [] : [`#${id}`]));
  return [...dead, ...(known.size === ids.length ? [] : ['an id stands twice'])];
}

const ELEMENTS = new Set(
  `html head meta title body a header div h1 h2 h3 h4 h5 p time fieldset legend label input span nav ol ul li main section
  svg line text circle rect table caption thead tbody tr th td code kbd q b i dl dt dd details summary form select option
  button br footer`.split(/\s+/),
);
