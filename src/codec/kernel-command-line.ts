/** One word of a kernel command line: `fips=1` is name `fips`, value `1`; a bare `fips` has no value. */
export interface KernelParameter {
  readonly name: string;
  readonly value: string | null;
}

/** What a command line says about FIPS mode. */
export interface FipsWish {
  readonly fips: 'on' | 'off';
  readonly oddities: readonly string[];
}

/**
 * Splits a command line as the kernel does: words are parted by white space outside double quotes, quotes around a value
 * or a whole word fall away, and what follows a lone `--` goes to init. Source: lib/cmdline.c next_arg(), kernel/params.c.
 */
export function readKernelCommandLine(text: string): readonly KernelParameter[] {
  const words = [...text.slice(0, LONGEST).matchAll(WORD)].map(([word]) => word);
  const end = words.indexOf('--');
  return (end < 0 ? words : words.slice(0, end)).map(readParameter);
}

/**
 * The kernel's verdict on `fips=`: each occurrence is read as a C integer, one that is none leaves the setting alone, and the
 * last one wins. Source: crypto/fips.c fips_enable(); the early user space adds its own demands, which are the oddities:
 * dracut(8) modules.d/01fips (fips.sh), dracut.cmdline(7).
 */
export function fipsWish(parameters: readonly KernelParameter[]): FipsWish {
  const given = parameters.filter(({ name }) => name === 'fips');
  const numbers = given.flatMap(({ value }) => readInteger(value) ?? []);
  const fips = (numbers.at(-1) ?? 0) === 0 ? 'off' : 'on';
  return { fips, oddities: [...oddValues(given), ...conflict(numbers), ...skips(parameters)] };
}

/** The value of the last parameter of this name; undefined where there is none. */
export function lastValue(parameters: readonly KernelParameter[], name: string): string | null | undefined {
  return parameters.findLast((parameter) => parameter.name === name)?.value;
}

function readParameter(word: string): KernelParameter {
  const plain = word.replaceAll('"', '');
  const equals = plain.indexOf('=');
  return equals < 0 ? { name: plain, value: null } : { name: plain.slice(0, equals), value: plain.slice(equals + 1) };
}

/** kstrtoint() with base 0: decimal, 0x or a leading 0 for octal, one sign; anything else is an error. */
function readInteger(text: string | null): number | undefined {
  const match = /^([+-]?)(?:0[xX]([0-9a-fA-F]{1,8})|0([0-7]{1,11})|([0-9]{1,10}))$/.exec(text ?? '');
  if (match === null) return undefined;
  const [, sign, hexadecimal, octal, decimal] = match;
  const magnitude =
    hexadecimal !== undefined
      ? Number.parseInt(hexadecimal, 16)
      : octal !== undefined
        ? Number.parseInt(octal, 8)
        : Number(decimal);
  return sign === '-' ? -magnitude : magnitude;
}

function oddValues(given: readonly KernelParameter[]): readonly string[] {
  return given.flatMap(({ value }) => {
    if (value === null) return ['bare `fips`: the kernel wants `fips=1`, and dracut stops the boot'];
    if (readInteger(value) === undefined) return [`\`fips=${value}\` is no number: the kernel passes over it`];
    return readInteger(value) === 0 ? [`\`fips=${value}\` switches FIPS mode off outright`] : [];
  });
}

function conflict(numbers: readonly number[]): readonly string[] {
  const differ = numbers.some((number) => (number === 0) !== (numbers[0] === 0));
  return differ ? [`\`fips=\` is given ${numbers.length} times with different values: the last one wins`] : [];
}

function skips(parameters: readonly KernelParameter[]): readonly string[] {
  const skip = parameters.some(({ name, value }) => name === 'rd.fips.skipkernel' && value !== '0');
  return skip ? ['`rd.fips.skipkernel`: dracut does not check the kernel image against its HMAC'] : [];
}

const LONGEST = 64 * 1024;
const WORD = /(?:[^\s"]|"[^"]*(?:"|$))+/g;
