import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Loaded } from '../../../src/codec/openssl/loaded.ts';
import { readConfiguration } from '../../../src/codec/openssl/read-configuration.ts';

type Files = Readonly<Record<string, string | readonly string[]>>;

function read(files: string | Files, env: Readonly<Record<string, string>> = {}): Loaded {
  const all: Files = typeof files === 'string' ? { '/c': files } : files;
  const reading = readConfiguration('/c', env);
  let step = reading.next();
  while (step.done !== true) {
    const found = Object.hasOwn(all, step.value.path) ? all[step.value.path] : undefined;
    const { path } = step.value;
    if (found === 'HIDDEN') step = reading.next({ is: 'hidden', why: 'permission denied' });
    else if (typeof found === 'string') step = reading.next({ is: 'file', path, text: found });
    else step = reading.next(found === undefined ? { is: 'absent' } : { is: 'directory', names: found });
  }
  return step.value;
}

/** `section.name=value` of every entry, in order; or why there is none. */
function entries(files: string | Files, env: Readonly<Record<string, string>> = {}): readonly string[] | string {
  const loaded = read(files, env);
  if (loaded.state === 'refused') return `${loaded.at.path}:${loaded.at.line}: ${loaded.problem}`;
  if (loaded.state !== 'read') return loaded.state;
  return [...loaded.configuration.sections].flatMap(([section, kept]) =>
    [...kept.values()].map(({ name, value }) => `${section}.${name}=${value}`),
  );
}

it('reads sections, comments, quotes and escapes', () => {
  expect(
    entries(
      'a = 1 # one\n[ s ] ignored\nb = " x \\" y " \'z\'\\n\\q\n c=#none\nd = a\\#b\n[]\ne = ""\n[default]\nf = 2\n',
    ),
  ).toEqual(['default.a=1', 'default.f=2', 's.b= x " y  z\nq', 's.c=', 's.d=a#b', '.e=']);
});

it('skips a byte order mark at the very beginning only', () => {
  expect(entries('\ufeffa = 1\r\nb = 2\r\n')).toEqual(['default.a=1', 'default.b=2']);
  expect(entries({ '/c': '.include /d\n', '/d': '\ufeffa = 1\n' })).toBe('/d:1: entry: wants an equal sign');
});

it('joins lines before it looks for comments', () => {
  expect(entries('a = 1 \\\n  2\nb = 3 \\\\\nc = 4\n# lost \\\nd = 5\ne = 6\\')).toEqual([
    'default.a=1   2',
    'default.b=3 \\',
    'default.c=4',
    'default.e=6',
  ]);
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the variables are OpenSSL's
it('fills in variables of the section, of default, of the environment', () => {
  const text = 'a = 1\n[s]\nb = $a${a}$(a)\nc = $b-$ENV::X ${s::b}\nd = $ENV::a\n';
  expect(entries(text, { X: 'x' })).toEqual(['default.a=1', 's.b=111', 's.c=111-x 111', 's.d=1']);
});

it('drops everything for an undefined variable, an open brace, a line that is no entry', () => {
  expect(entries('a = 1\nb = $ENV::X\n')).toBe('/c:2: variable has no value: ENV::X');
  expect(entries('a = ${a\n')).toBe('/c:1: variable: wants a closing }');
  expect(entries('\n\n[s\n')).toBe('/c:3: section: wants a closing ]');
  expect(entries('$a = 1\n')).toBe('/c:1: entry: wants an equal sign');
});

it('takes no more than 64 KiB from expansions', () => {
  const doubled = `a = ${'x'.repeat(1000)}\n${'a = $a$a\n'.repeat(6)}`;
  expect(entries(doubled)).toMatchObject([expect.stringMatching(/^default\.a=x{64000}$/)]);
  expect(entries(`${doubled}a = $a$a\n`)).toBe('/c:8: variable expansion: wants at most 65536 bytes');
});

it('takes $ for a letter where dollarid is on', () => {
  expect(entries('.pragma dollarid:on\nx = 1\na$b = $x ${x}\n')).toEqual(['default.x=1', 'default.a$b=$x 1']);
  expect(entries('.pragma = dollarid:maybe\n')).toBe('/c:1: pragma dollarid: wants on or off, has maybe');
  expect(entries('.pragma unknown:thing\na = 1\n')).toEqual(['default.a=1']);
});

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: the variables are OpenSSL's
it('moves a key that stands twice to the end, and remembers the first', () => {
  const loaded = read('[s]\na = 1\nb = 2\ns::a = 3\n');
  expect(loaded).toMatchObject({
    state: 'read',
    configuration: { replaced: [{ name: 'a', value: '1', at: { line: 2 }, why: 'the same key stands again in /c:4' }] },
  });
  expect(entries('[s]\na = 1\nb = 2\ns::a = 3\n')).toEqual(['s.b=2', 's.a=3']);
});

it('lets the section flow into an included file and out of it', () => {
  const files = { '/c': '[s]\n.include /d\nb = 2\n', '/d': 'a = 1\n[t]\nc = 3\n' };
  expect(entries(files)).toEqual(['s.a=1', 't.c=3', 't.b=2']);
});

it('looks for an include where the environment says, then where the pragma says', () => {
  const files = { '/c': '.pragma includedir:/p\n.include = x.cnf\n', '/p/x.cnf': 'a = p\n', '/e/x.cnf': 'a = e\n' };
  expect(entries(files)).toEqual(['default.a=p']);
  expect(entries(files, { OPENSSL_CONF_INCLUDE: '/e' })).toEqual(['default.a=e']);
  expect(entries('.pragma abspath:true\n.include x.cnf\n')).toBe('/c:2: include: wants an absolute path, has x.cnf');
});

it('passes over an include that is missing, and says so', () => {
  expect(read('.include /gone\na = 1\n').trail.oddities).toEqual([
    { what: 'include: /gone does not exist, and is passed over', at: { path: '/c', line: 1 } },
  ]);
});

it('reads the files of a directory in the order it is given, and no directory within', () => {
  const files: Files = {
    '/c': '[s]\n.include /d\nz = $a\n',
    '/d': ['b.cnf', 'a.CONF', 'c.txt', '.cnf'],
    '/d/b.cnf': 'a = b\n.include /e\n',
    '/d/a.CONF': 'a = a\n',
    '/e': ['x.cnf'],
  };
  expect(entries(files)).toEqual(['s.a=a', 's.z=a']);
  expect(read(files).trail).toMatchObject({
    filesRead: ['/c', '/d/b.cnf', '/d/a.CONF'],
    oddities: [
      { what: 'include: the files of /d are read in the order of the directory, unsorted' },
      { what: 'include: /e is a directory within an included directory, and is passed over' },
    ],
    unordered: [
      {
        what: 'a in [s]: set differently in /d/b.cnf, and nothing fixes the order of /d',
        at: { path: '/d/a.CONF', line: 1 },
      },
    ],
  });
});

it('reads the rest of a file that includes another after the rest of its directory', () => {
  const files: Files = {
    '/c': '.include /d\n',
    '/d': ['1.cnf', '2.cnf'],
    '/d/1.cnf': '.include /e\na = rest\n',
    '/d/2.cnf': 'b = 2\n',
    '/e': 'c = 3\n',
  };
  expect(entries(files)).toEqual(['default.c=3', 'default.b=2', 'default.a=rest']);
});

it('says what it could not see', () => {
  expect(read({ '/c': '.include /d\n', '/d': 'HIDDEN' }).trail.hidden).toEqual([
    { path: '/d', why: 'permission denied' },
  ]);
  expect(read({ '/c': 'HIDDEN' })).toMatchObject({ state: 'unknown', why: '/c: permission denied' });
  expect(read({})).toMatchObject({ state: 'absent' });
});

it('does not follow a loop to its end', () => {
  expect(read('a = 1\n.include /c\n.include /c\n')).toMatchObject({
    state: 'unknown',
    why: 'include at /c:2: more than 64 files deep, a loop; the library goes on until the process has no file descriptor left',
  });
});

it('does not read more than 4 MiB, nor 100 000 entries', () => {
  expect(read('x'.repeat(5 * 1024 * 1024))).toMatchObject({ state: 'refused' });
  expect(read({ '/c': '.include /d\n', '/d': `#${'x'.repeat(5 * 1024 * 1024)}` })).toMatchObject({ state: 'unknown' });
  expect(read('a = 1\n'.repeat(100_001))).toMatchObject({ state: 'unknown' });
});

it('loses what stands behind a NUL, and the file behind a line that begins with one', () => {
  expect(entries('a = 1\0lost\nb = 2\n')).toEqual(['default.a=1b = 2']);
  expect(entries('a = 1\n\0\nb = 2\n')).toEqual(['default.a=1']);
});

const line = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[[\].$\\"'#= a:{}()]{0,20}$/),
  fc.constantFrom('.include /c', '[s]', 'a = $a', '.pragma dollarid:on', 'x::y = 1', '\\'),
);

it('never throws on any text, and ends', () => {
  fc.assert(
    fc.property(fc.array(line), (lines) => ['read', 'refused', 'unknown'].includes(read(lines.join('\n')).state)),
  );
});

it('reads back what it prints', () => {
  const word = fc
    .stringMatching(/^[A-Za-z_][\w.-]{0,8}$/)
    .filter((name) => !/^\.(pragma|include)/.test(name) && name !== '__proto__');
  const sections = fc.dictionary(word, fc.dictionary(word, word), { noNullPrototype: true });
  fc.assert(
    fc.property(sections, (given) => {
      const text = Object.entries(given)
        .map(
          ([section, kept]) =>
            `[${section}]\n${Object.entries(kept)
              .map(([name, value]) => `${name} = ${value}\n`)
              .join('')}`,
        )
        .join('');
      const wanted = Object.entries(given).flatMap(([section, kept]) =>
        Object.entries(kept).map(([name, value]) => `${section}.${name}=${value}`),
      );
      expect([...(entries(text) as readonly string[])].sort()).toEqual(wanted.sort());
    }),
  );
});
