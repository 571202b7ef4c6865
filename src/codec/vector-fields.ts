/** Takes the fields of one test vector by name and remembers what was wrong first, so that a case is checked once at its end. */
export class VectorFields {
  readonly #record: Readonly<Record<string, unknown>>;
  #problem: string | undefined;

  constructor(record: unknown) {
    const isRecord = typeof record === 'object' && record !== null && !Array.isArray(record);
    // A record was just made sure of; its members are looked at one by one.
    this.#record = isRecord ? (record as Record<string, unknown>) : {};
    if (!isRecord) this.#problem = 'wants an object';
  }

  /** What was wrong: `ek: wants hexadecimal digits, has nothing`. */
  get problem(): string | undefined {
    return this.#problem;
  }

  has(name: string): boolean {
    const value = Object.hasOwn(this.#record, name) ? this.#record[name] : undefined;
    return value !== undefined && value !== null;
  }

  /** Pairs of hexadecimal digits of either case; none at all is an empty value. */
  hex(name: string): Uint8Array {
    const value = this.#record[name];
    if (typeof value === 'string' && /^(?:[0-9a-fA-F]{2})*$/.test(value)) return Buffer.from(value, 'hex');
    return this.#wrong(name, 'hexadecimal digits in pairs', new Uint8Array());
  }

  /** The same, empty where the field is left out. */
  hexOrEmpty(name: string): Uint8Array {
    return this.has(name) ? this.hex(name) : new Uint8Array();
  }

  text(name: string): string {
    const value = this.#record[name];
    return typeof value === 'string' ? value : this.#wrong(name, 'a text', '');
  }

  textOrNull(name: string): string | null {
    return this.has(name) ? this.text(name) : null;
  }

  whole(name: string): number {
    const value = this.#record[name];
    return Number.isSafeInteger(value) ? Number(value) : this.#wrong(name, 'a whole number', 0);
  }

  flag(name: string): boolean {
    const value = this.#record[name];
    return typeof value === 'boolean' ? value : this.#wrong(name, 'true or false', false);
  }

  flagOr(name: string, otherwise: boolean): boolean {
    return this.has(name) ? this.flag(name) : otherwise;
  }

  words(name: string): readonly string[] {
    const value = this.#record[name];
    if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
    return this.#wrong(name, 'a list of texts', []);
  }

  /** One of these texts. */
  oneOf<const T extends string>(name: string, choices: readonly T[]): T {
    const found = choices.find((choice) => choice === this.#record[name]);
    // The case is refused at its end; until then any choice serves.
    return found ?? this.#wrong(name, `one of ${choices.join(', ')}`, choices[0] as T);
  }

  #wrong<T>(name: string, wanted: string, instead: T): T {
    this.#problem ??= `${name}: wants ${wanted}, has ${describe(this.#record[name])}`;
    return instead;
  }
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  const words = JSON.stringify(value) ?? String(value);
  return words.length > 40 ? `${words.slice(0, 39)}…` : words;
}
