/** The STARTTLS protocol of a port, by the registered service name; undefined: none is known for it. Source: IANA service names. */
export function startTlsOfPort(port: number): string | undefined {
  return PORTS.get(port);
}

/** The STARTTLS protocol that a program speaks on whatever port it is given; undefined: none is known for it. */
export function startTlsOfProgram(name: string): string | undefined {
  return PROGRAMS.get(name);
}

const PORTS: ReadonlyMap<number, string> = new Map([
  [21, 'ftp'],
  [25, 'smtp'],
  [110, 'pop3'],
  [119, 'nntp'],
  [143, 'imap'],
  [389, 'ldap'],
  [587, 'smtp'],
  [3306, 'mysql'],
  [4190, 'sieve'],
  [5222, 'xmpp'],
  [5432, 'postgres'],
]);

const PROGRAMS: ReadonlyMap<string, string> = new Map([
  ['mariadbd', 'mysql'],
  ['mysqld', 'mysql'],
  ['postgres', 'postgres'],
  ['slapd', 'ldap'],
]);
