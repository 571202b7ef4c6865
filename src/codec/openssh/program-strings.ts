/** Every NUL-ended string of a program in which the text stands, whole. */
export function stringsWith(program: Buffer, text: string): readonly string[] {
  const found: string[] = [];
  for (
    let at = program.indexOf(text, 0, 'latin1');
    at >= 0 && found.length < MOST;
    at = program.indexOf(text, at + 1, 'latin1')
  ) {
    const start = program.subarray(Math.max(0, at - LONGEST), at).lastIndexOf(0);
    const end = program.indexOf(0, at);
    if (end < 0 || end - at > LONGEST) continue;
    found.push(program.toString('latin1', start < 0 ? at : Math.max(0, at - LONGEST) + start + 1, end));
  }
  return found;
}

/** Those of the strings that are a list of algorithms and nothing else. */
export function listsWith(program: Buffer, text: string): readonly string[] {
  return stringsWith(program, text).filter((each) => LIST.test(each));
}

/** The list, if all that was found is one and the same. */
export function onlyList(found: readonly string[]): readonly string[] | undefined {
  const [first, ...others] = new Set(found);
  return first !== undefined && others.length === 0 ? first.split(',') : undefined;
}

/** Whether the name stands in the program as the end of a string, as each that it knows does. */
export function holdsName(program: Buffer, name: string): boolean {
  return name.length < LONGEST && program.includes(`${name}\0`, 0, 'latin1');
}

const LIST = /^[a-z0-9@.,_-]+$/;
const LONGEST = 4096;
const MOST = 64;
