import { accepted, type Parsed, refused } from './parsed.ts';

/** A host of nmap's report with its open TCP ports. Source: nmap.dtd. */
export interface NmapHost {
  readonly address: string;
  /** As the user named it; null: nmap was given addresses. */
  readonly name: string | null;
  readonly ports: readonly NmapPort[];
}

/** An open port, and what nmap takes its service to be. */
export interface NmapPort {
  readonly port: number;
  /** `https`, `smtp`; null: nothing is said. */
  readonly service: string | null;
  /** TLS was found around the service. */
  readonly tls: boolean;
}

/**
 * A cursor over nmap's XML (`-oX`) that is fed text as it comes and gives host after host, keeping no more than one. A document
 * type with declarations of its own, which could define entities, is refused, and so is an entity that XML does not predefine.
 */
export class NmapReader {
  #pending = '';
  #offset = 0;
  #sawReport = false;
  #isWhole = false;
  #host: Draft | undefined;
  #port: DraftPort | undefined;

  /** Whether the end of the report has come; an interrupted scan has none. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  feed(text: string): void {
    this.#pending += text;
  }

  /** The next host that is up; undefined: feed more; refused: this is not a report of nmap. */
  next(): Parsed<NmapHost> | undefined {
    for (;;) {
      const begin = this.#pending.indexOf('<');
      const end = begin < 0 ? -1 : endOfTag(this.#pending, begin);
      if (end < 0) return this.#unfinished(Math.max(0, begin));
      const tag = this.#pending.slice(begin, end);
      this.#drop(end);
      const found = this.#take(tag);
      if (found !== undefined) return found;
    }
  }

  /** Text between tags says nothing here and is dropped; a tag may be as long as a script's output. */
  #unfinished(begin: number): Parsed<NmapHost> | undefined {
    if (this.#pending.length - begin > LONGEST_TAG)
      return refused(`a tag of more than ${LONGEST_TAG} characters`, { offset: this.#offset });
    this.#drop(this.#pending.startsWith('<', begin) ? begin : this.#pending.length);
    return undefined;
  }

  #drop(length: number): void {
    this.#pending = this.#pending.slice(length);
    this.#offset += length;
  }

  #take(tag: string): Parsed<NmapHost> | undefined {
    const at = { offset: this.#offset - tag.length };
    if (tag.startsWith('<!--') || tag.startsWith('<?')) return undefined;
    if (tag.startsWith('<!'))
      return tag.includes('[') || !/^<!DOCTYPE /i.test(tag) ? refused(DECLARATIONS, at) : undefined;
    const name = /^<\/?([A-Za-z]*)/.exec(tag)?.[1] ?? '';
    if (!this.#sawReport && name !== 'nmaprun') return refused(`wants <nmaprun>, has <${name.slice(0, 40)}>`, at);
    this.#sawReport = true;
    if (tag.startsWith('</')) return this.#close(name);
    if (!OF_INTEREST.includes(name)) return undefined;
    const attributes = attributesOf(tag);
    if (attributes === undefined) return refused(`<${name}>: an entity that XML does not predefine`, at);
    this.#open(name, attributes);
    return tag.endsWith('/>') ? this.#close(name) : undefined;
  }

  #open(name: string, attributes: ReadonlyMap<string, string>): void {
    const host = this.#host;
    if (name === 'host') this.#host = { address: null, name: null, ports: [] };
    else if (name === 'port') this.#port = draftPort(attributes);
    else if (name === 'address' && host !== undefined && attributes.get('addrtype') !== 'mac')
      host.address ??= attributes.get('addr') ?? null;
    else if (name === 'hostname' && host !== undefined && attributes.get('type') === 'user')
      host.name ??= attributes.get('name') ?? null;
    else if (name === 'state' && this.#port !== undefined) this.#port.isOpen = attributes.get('state') === 'open';
    else if (name === 'service' && this.#port !== undefined) {
      this.#port.service = attributes.get('name') ?? null;
      this.#port.tls = attributes.get('tunnel') === 'ssl';
    }
  }

  #close(name: string): Parsed<NmapHost> | undefined {
    if (name === 'port') {
      const port = this.#port;
      this.#port = undefined;
      if (port?.isOpen && this.#host !== undefined && this.#host.ports.length < MOST_PORTS)
        this.#host.ports.push({ port: port.port, service: port.service, tls: port.tls });
      return undefined;
    }
    if (name === 'nmaprun') this.#isWhole = true;
    if (name !== 'host') return undefined;
    const host = this.#host;
    this.#host = undefined;
    return host?.address ? accepted({ address: host.address, name: host.name, ports: host.ports }) : undefined;
  }
}

interface Draft {
  address: string | null;
  name: string | null;
  readonly ports: NmapPort[];
}

interface DraftPort {
  readonly port: number;
  isOpen: boolean;
  service: string | null;
  tls: boolean;
}

function draftPort(attributes: ReadonlyMap<string, string>): DraftPort | undefined {
  const port = Number(attributes.get('portid'));
  if (attributes.get('protocol') !== 'tcp' || !Number.isInteger(port) || port < 1 || port > 65535) return undefined;
  return { port, isOpen: false, service: null, tls: false };
}

/** Behind the `>` that ends the tag; a `>` inside quotes does not, nor one inside a comment. -1: it is not there yet. */
function endOfTag(text: string, begin: number): number {
  if (text.startsWith('<!--', begin)) {
    const end = text.indexOf('-->', begin + 4);
    return end < 0 ? -1 : end + 3;
  }
  for (let at = begin + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === '>') return at + 1;
    if (character !== '"' && character !== "'") continue;
    const closing = text.indexOf(character, at + 1);
    if (closing < 0) return -1;
    at = closing;
  }
  return -1;
}

function attributesOf(tag: string): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>();
  for (const [, name = '', double, single = ''] of tag.matchAll(/([A-Za-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const value = unescaped(double ?? single);
    if (value === undefined) return undefined;
    found.set(name, value);
  }
  return found;
}

function unescaped(text: string): string | undefined {
  if (!text.includes('&')) return text;
  const known = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g;
  if (text.replace(known, '').includes('&')) return undefined;
  return text.replace(known, (_, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return PREDEFINED[name] ?? '';
    const codePoint = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '\ufffd';
  });
}

const OF_INTEREST = ['host', 'address', 'hostname', 'port', 'state', 'service'];
const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const DECLARATIONS = 'a document type with declarations of its own';
const LONGEST_TAG = 4 * 1024 * 1024;
const MOST_PORTS = 65_536;
