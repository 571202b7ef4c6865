import fc from 'fast-check';
import { expect, it } from 'vitest';
import { apacheGroups, readApacheFile } from '../../../src/codec/servers/apache-groups.ts';
import type { ConfiguredGroups } from '../../../src/codec/servers/configured-groups.ts';
import { dovecotGroups, dovecotIncludes } from '../../../src/codec/servers/dovecot-groups.ts';
import { configuredGroupNames } from '../../../src/codec/servers/group-names.ts';
import { haproxyGroups } from '../../../src/codec/servers/haproxy-groups.ts';
import { postfixGroups, postfixVersion } from '../../../src/codec/servers/postfix-groups.ts';
import { postgresqlGroups, readPostgresqlFile } from '../../../src/codec/servers/postgresql-groups.ts';

const AT = { port: 443, address: '127.0.0.1' };

function set(setting: string, written: string, file: string, line: number): ConfiguredGroups {
  return { told: 'set', setting, written, place: { file, line } };
}

function file(name: string, ...lines: readonly string[]): { readonly file: string; readonly text: string } {
  return { file: name, text: `${lines.join('\n')}\n` };
}

function haproxy(...lines: readonly string[]): ConfiguredGroups {
  return haproxyGroups([file('h.cfg', ...lines)], AT);
}

it('reads the curves of a bind line of HAProxy before those of the global section', () => {
  const global = ['global', '  ssl-default-bind-curves P-256', '  ssl-default-bind-curves X25519:P-256 # both'];
  expect(haproxy(...global, 'frontend a', '  bind *:443 ssl crt x.pem curves "X25519MLKEM768:X25519"')).toEqual(
    set('bind ... curves', 'X25519MLKEM768:X25519', 'h.cfg', 5),
  );
  expect(haproxy(...global, 'listen a', '  bind 127.0.0.1:443,[::1]:443 ssl crt x.pem')).toEqual(
    set('ssl-default-bind-curves', 'X25519:P-256', 'h.cfg', 3),
  );
  expect(haproxy('frontend a', '  bind :400-500 ssl crt a\\ b.pem ecdhe secp384r1')).toEqual(
    set('bind ... ecdhe', 'secp384r1', 'h.cfg', 2),
  );
  expect(haproxy('frontend a', '  bind :::443 v4v6 ssl crt x.pem')).toEqual({ told: 'left', to: 'server' });
});

it.each([
  [['frontend a', 'bind :80'], 'no bind line of HAProxy is for port 443'],
  [['frontend a', 'bind 192.0.2.1:443 ssl crt x'], 'no bind line of HAProxy is for port 443'],
  [['backend a', 'bind :443 ssl crt x'], 'no bind line of HAProxy is for port 443'],
  [['frontend a', 'bind :443 ssl crt-list x'], 'h.cfg:2: crt-list may set curves for each certificate'],
  [
    ['frontend a', '.if defined(X)', 'bind :443 ssl crt x', '.endif'],
    'conditions or variables of the HAProxy configuration decide it',
  ],
  [
    ['frontend a', `bind :443 ssl crt x curves "$${'{'}X}"`],
    'conditions or variables of the HAProxy configuration decide it',
  ],
])('leaves open what HAProxy does with %j', (lines, why) => {
  expect(haproxy(...lines)).toEqual({ told: 'unknown', why });
});

it("reads the groups of Postfix, with a service's own before those of main.cf", () => {
  const main = file(
    'main.cf',
    'tls_eecdh_auto_curves = X25519',
    '# no',
    'tls_eecdh_auto_curves =',
    '  X25519MLKEM768,',
    '  X25519',
  );
  const master = file(
    'master.cf',
    'smtp inet n - y - - smtpd',
    '587 inet n - y - - smtpd',
    '  -o syslog_name=x',
    '  -o tls_eecdh_auto_curves=prime256v1',
    'submissions inet n - y - - smtpd',
    '  -o { tls_eecdh_auto_curves = X448 prime256v1 }',
  );
  const at = (port: number) => postfixGroups({ main, master }, { ...AT, port }, '3.10.13');
  expect(at(25)).toEqual(set('tls_eecdh_auto_curves', 'X25519MLKEM768 X25519', 'main.cf', 3));
  expect(at(587)).toEqual(set('tls_eecdh_auto_curves', 'prime256v1', 'master.cf', 2));
  expect(at(465)).toEqual(set('tls_eecdh_auto_curves', 'X448 prime256v1', 'master.cf', 5));
});

const SMTP = file('master.cf', 'smtp inet n - y - - smtpd');

it('tells of Postfix what is left to it, and what stays open', () => {
  const master = SMTP;
  const of = (...lines: readonly string[]) =>
    postfixGroups({ main: file('main.cf', ...lines), master }, { ...AT, port: 25 }, '3.10.13');
  expect(of('myhostname = a')).toEqual({ told: 'left', to: 'server' });
  expect(of('smtpd_tls_eecdh_grade = auto', 'tls_eecdh_auto_curves =')).toEqual(
    set('tls_eecdh_auto_curves', '', 'main.cf', 2),
  );
  expect(of('tls_eecdh_auto_curves = $mine')).toEqual({
    told: 'unknown',
    why: 'tls_eecdh_auto_curves refers to another parameter',
  });
  expect(postfixGroups({ main: file('main.cf'), master: null }, AT, '3.10.13')).toMatchObject({
    told: 'unknown',
  });
});

it('heeds the grade of Postfix before 3.6, as postconf(5) says, and not from then on', () => {
  const of = (version: string | undefined, ...lines: readonly string[]) =>
    postfixGroups({ main: file('main.cf', ...lines), master: SMTP }, { ...AT, port: 25 }, version);
  const grade = (written: string, meaning: string) => ({
    ...set('smtpd_tls_eecdh_grade', written, 'main.cf', 1),
    meaning,
  });
  expect(of('3.5.25', 'smtpd_tls_eecdh_grade = strong')).toEqual(grade('strong', 'prime256v1'));
  expect(of('3.5.25', 'smtpd_tls_eecdh_grade = ultra')).toEqual(grade('ultra', 'secp384r1'));
  const own = ['smtpd_tls_eecdh_grade = ultra', 'tls_eecdh_ultra_curve = X448'] as const;
  expect(of('3.5.25', ...own)).toEqual(grade('ultra', 'X448'));
  const auto = ['smtpd_tls_eecdh_grade = none', 'tls_eecdh_auto_curves = X25519'] as const;
  expect(of('3.5.25', ...auto)).toEqual(set('tls_eecdh_auto_curves', 'X25519', 'main.cf', 2));
  expect([of('3.6.0', ...own), of('3.10.13', ...own), of('4.0', ...own)]).toEqual(
    Array.from({ length: 3 }, () => ({ told: 'left', to: 'server' })),
  );
  expect([
    of(undefined, ...own),
    of('3.3.1', ...auto),
    of('3.5.25', 'smtpd_tls_eecdh_grade = good'),
    of('3.5.25', 'smtpd_tls_eecdh_grade = strong', 'tls_eecdh_strong_curve = $mine'),
  ]).toEqual([
    {
      told: 'unknown',
      why: 'smtpd_tls_eecdh_grade counts before Postfix 3.6 alone, and which runs is not known',
    },
    { told: 'unknown', why: 'smtpd_tls_eecdh_grade none: what Postfix 3.3.1 makes of it is not known' },
    { told: 'unknown', why: 'smtpd_tls_eecdh_grade good: what Postfix 3.5.25 makes of it is not known' },
    { told: 'unknown', why: 'tls_eecdh_strong_curve refers to another parameter' },
  ]);
});

it('reads which Postfix it is from the stamp of a program', () => {
  const versions = [
    '\x7fELF..mail_version=3.10.13\0..',
    'mail_version=3.6-20210101-nonprod\0',
    'mail_version=',
    '',
    'no',
  ].map((text) => postfixVersion(Buffer.from(text, 'latin1')));
  expect(versions).toEqual(['3.10.13', '3.6-20210101-nonprod', undefined, undefined, undefined]);
});

it('reads the last of the settings of PostgreSQL, and its command line before all', () => {
  const main = file(
    'postgresql.conf',
    "ssl_ecdh_curve = 'prime256v1' # one",
    '#ssl_groups = x',
    "SSL_GROUPS 'X25519MLKEM768:X25519'",
  );
  const auto = file('postgresql.auto.conf', "ssl_groups = 'X25519'");
  expect(postgresqlGroups([main], [])).toEqual(set('ssl_groups', 'X25519MLKEM768:X25519', 'postgresql.conf', 3));
  expect(postgresqlGroups([main, auto], [])).toEqual(set('ssl_groups', 'X25519', 'postgresql.auto.conf', 1));
  for (const argv of [['-c', 'ssl_groups=P-384'], ['-cssl_groups=P-384'], ['--ssl-groups=P-384']])
    expect(postgresqlGroups([main, auto], argv)).toEqual({
      told: 'set',
      setting: 'ssl_groups',
      written: 'P-384',
      place: { file: null, line: 1 },
    });
  expect(postgresqlGroups([file('a', 'port = 5432')], [])).toEqual({ told: 'left', to: 'server' });
  expect(readPostgresqlFile("x = 'it''s'\ny=on#c\n")).toEqual([
    { name: 'x', value: "it's", line: 1 },
    { name: 'y', value: 'on', line: 2 },
  ]);
});

it('reads the last ssl_curve_list of Dovecot, and leaves open one that holds for a block', () => {
  const main = file('dovecot.conf', 'ssl = yes', 'ssl_curve_list = X25519 # one', 'ssl_curve_list = X448:P-521');
  expect(dovecotGroups([main])).toEqual(set('ssl_curve_list', 'X448:P-521', 'dovecot.conf', 3));
  expect(dovecotGroups([main, file('b', 'ssl_curve_list =')])).toEqual({ told: 'left', to: 'library' });
  expect(dovecotGroups([file('a', 'ssl = yes')])).toEqual({ told: 'left', to: 'library' });
  expect(dovecotGroups([file('a', 'local 192.0.2.1 {', 'ssl_curve_list = X25519', '}')])).toEqual({
    told: 'unknown',
    why: 'a:2: ssl_curve_list holds for some listeners only',
  });
  expect(dovecotIncludes('!include conf.d/*.conf\n #!include x\n!include_try local.conf\n')).toEqual([
    { pattern: 'conf.d/*.conf', mayLack: false, line: 1 },
    { pattern: 'local.conf', mayLack: true, line: 3 },
  ]);
});

it('reads the command for OpenSSL of the virtual host of Apache before that of the main server', () => {
  const of = (...lines: readonly string[]) =>
    apacheGroups(
      readApacheFile(lines.join('\n')).map((line) => ({ ...line, file: 'a.conf' })),
      AT,
    );
  const main = 'SSLOpenSSLConfCmd Curves X25519';
  const host = ['<VirtualHost *:443>', 'SSLOpenSSLConfCmd \\', '  Groups X25519MLKEM768:X25519', '</VirtualHost>'];
  expect(of(main, ...host)).toEqual(set('SSLOpenSSLConfCmd Groups', 'X25519MLKEM768:X25519', 'a.conf', 3));
  expect(of(main, '<VirtualHost *:443>', '</VirtualHost>', ...host)).toEqual(
    set('SSLOpenSSLConfCmd Curves', 'X25519', 'a.conf', 1),
  );
  expect(of('<VirtualHost _default_:443>', '</VirtualHost>')).toEqual({ told: 'left', to: 'library' });
  expect(of('<IfDefine X>', main, '</IfDefine>')).toMatchObject({ told: 'unknown' });
});

it('never throws, whatever comes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const given = { file: 'f', text };
      haproxyGroups([given], AT);
      postfixGroups({ main: given, master: given }, AT, text);
      postfixVersion(Buffer.from(`mail_version=${text}`));
      postgresqlGroups([given], [text]);
      dovecotGroups([given]);
      dovecotIncludes(text);
      apacheGroups(
        readApacheFile(text).map((line) => ({ ...line, file: 'f' })),
        AT,
      );
      configuredGroupNames(text, '3.5.7', 'whole');
      configuredGroupNames(text, text, 'each-by-itself');
    }),
  );
});

it('resolves a list as the library of that version does', () => {
  const named = (written: string, version: string, manner: 'whole' | 'each-by-itself' = 'whole') => {
    const outcome = configuredGroupNames(written, version, manner);
    return 'taken' in outcome ? outcome.taken.groups.map(({ name }) => name).join(' ') : outcome.refused;
  };
  expect(named('X25519MLKEM768:X25519:prime256v1', '3.5.7')).toBe('X25519MLKEM768 x25519 secp256r1');
  expect(named('X25519MLKEM768:X25519', '3.0.19')).toBe('no group X25519MLKEM768 is served');
  expect(named('X25519MLKEM768 X25519, nonesuch', '3.0.19', 'each-by-itself')).toBe('x25519');
  expect(named('', '3.5.7', 'each-by-itself')).toBe('');
  expect(named('nonesuch', '3.5.7', 'each-by-itself')).toBe('no name in it is known');
  expect(named('X25519', '1.x')).toBe('1.x is no version of OpenSSL');
});
