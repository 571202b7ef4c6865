/** What older versions wrote otherwise. A document of an earlier schema, or of this one without members that came later, is brought up to date here. */
interface Conversion {
  /** What is converted, for whoever reads this list. */
  readonly what: string;
  /** `target`: one element of `targets`; otherwise the kind of the fact, of which `value` is converted. */
  readonly of: string;
  /** Gives back the same object where there is nothing to convert. */
  readonly convert: (from: Stored) => Stored;
}

type Stored = Readonly<Record<string, unknown>>;

/** Brings one target or one fact's value up to date. */
export function convert(from: Stored, of: string): Stored {
  return conversions.filter((each) => each.of === of).reduce((value, each) => each.convert(value), from);
}

function addMissing(value: Stored, members: Stored): Stored {
  return Object.keys(members).every((name) => Object.hasOwn(value, name)) ? value : { ...members, ...value };
}

/** Every conversion, oldest first. A converted fact has another value, and so another id: it is computed anew. */
const conversions: readonly Conversion[] = [
  {
    what: 'targets had no labels before `--label`',
    of: 'target',
    convert: (target) => addMissing(target, { labels: {} }),
  },
  {
    what: 'what was strange before TLS began was not written down',
    of: 'tls.endpoint.reached',
    convert: (value) => addMissing(value, { oddities: [] }),
  },
];
