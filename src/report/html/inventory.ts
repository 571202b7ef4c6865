import type { FactBase } from '../../facts/fact-base.ts';
import type { CryptoImplementation, ImplementationRoute, ModuleCertificate } from '../../facts/values/modules.ts';
import { brief } from '../../rules/common/named.ts';
import { type Markup, markup, nothing } from './markup.ts';
import { type Cell, table } from './table.ts';

/** What was found in a target: packages, implementations, keys, known answers, listeners; each where there is any. */
export function inventoryMarkup(facts: FactBase): Markup {
  const tables = [listeners(facts), implementations(facts), packages(facts), keys(facts), knownAnswers(facts)].filter(
    (each) => each !== nothing,
  );
  return tables.length === 0
    ? nothing
    : markup`<h4>Inventory</h4>
${tables}`;
}

function packages(facts: FactBase): Markup {
  const rows = facts
    .all('package.installed')
    .map(({ value: { name, version, arch, manager, vendor, signatures } }): readonly Cell[] => [
      name,
      markup`<code>${version}</code>`,
      arch ?? '',
      manager,
      vendor ?? '',
      signatures.map(({ algorithm, digest }) => `${algorithm} with ${digest}`).join(', '),
    ]);
  const totals = facts
    .all('package.inventory')
    .map(({ value }) => `${value.relevant} of ${value.total} in ${value.path}`);
  return folded(
    'Packages of cryptography',
    ['Package', 'Version', 'For', 'Manager', 'Vendor', 'Signed'],
    rows,
    totals.join('; '),
  );
}

function implementations(facts: FactBase): Markup {
  const rows = facts.all('crypto.implementation').map(({ value }): readonly Cell[] => {
    const { library, version, path, linkage, postQuantum, files = 1 } = value;
    return [
      library,
      version ?? 'not told',
      markup`<code>${path}</code>${files > 1 ? ` and ${files - 1} alike` : ''}`,
      linkage,
      routeWords(value),
      certificateWords(value),
      postQuantum === undefined ? '' : `ML-KEM ${postQuantum.mlKem}, ML-DSA ${postQuantum.mlDsa}`,
    ];
  });
  return folded(
    'Implementations of cryptography',
    ['Library', 'Version', 'Where', 'Linked', 'Computes with', 'Certificate', 'Post-quantum'],
    rows,
  );
}

function keys(facts: FactBase): Markup {
  const rows = facts
    .all('key.stored')
    .map(({ value: { path, what, form, files, keys: held, expires } }): readonly Cell[] => [
      markup`<code>${path}</code>`,
      what.replace('-', ' '),
      form,
      files,
      held.map(({ algorithm, bits, count }) => `${count} ${algorithm}${bits === null ? '' : ` ${bits}`}`).join(', '),
      expires === null ? '' : expires.first === expires.last ? expires.first : `${expires.first} to ${expires.last}`,
    ]);
  return folded('Keys and certificates', ['Where', 'What', 'Form', 'Files', 'Algorithms', 'Ends'], rows);
}

function knownAnswers(facts: FactBase): Markup {
  const rows = facts
    .all('kat.run')
    .map(({ subject, value: { version, algorithm, operation, passed, failed, skipped } }): readonly Cell[] => [
      subject,
      version,
      algorithm,
      operation,
      passed,
      failed,
      skipped,
    ]);
  return folded('Known answers', ['Engine', 'Version', 'Algorithm', 'Operation', 'Right', 'Wrong', 'Not asked'], rows);
}

function listeners(facts: FactBase): Markup {
  const rows = facts
    .all('listener')
    .toSorted((left, right) => left.value.port - right.value.port)
    .map(({ value: { port, program, speaks, startTls, libraries, addresses } }): readonly Cell[] => [
      `tcp/${port}`,
      program ?? 'could not be seen',
      startTls === null ? speaks : `TLS after STARTTLS of ${startTls}`,
      libraries === null
        ? 'could not be looked at'
        : libraries
            .map(({ path, version, deleted }) => `${path} ${version ?? ''}${deleted ? ' (replaced since)' : ''}`.trim())
            .join(', '),
      brief(addresses, MOST_ADDRESSES),
    ]);
  return folded('Listeners', ['Port', 'Program', 'Speaks', 'Libraries mapped', 'Addresses'], rows);
}

function folded(title: string, headings: readonly string[], rows: readonly (readonly Cell[])[], note = ''): Markup {
  if (rows.length === 0) return nothing;
  const said = [`${rows.length}`, note].filter((each) => each !== '').join('; ');
  return markup`<details class="fold"><summary>${title} <span class="soft">${said}</span></summary>${table(title, headings, rows)}</details>
`;
}

function routeWords({ route, fips }: CryptoImplementation): string {
  return route === undefined ? `its own code; integrity ${fips.integrity}` : ROUTES[route.via](route);
}

function certificateWords({ certificate, certificateAbsence }: CryptoImplementation): string {
  if (certificate === undefined) return '';
  return certificate === null ? (certificateAbsence?.words ?? 'none known') : standing(certificate);
}

function standing({ number, standard, status, sunset }: ModuleCertificate): string {
  return `${number === null ? 'no number yet' : `#${number}`}, ${standard}, ${status.replaceAll('-', ' ')}, sunset ${sunset ?? 'unknown'}`;
}

const ROUTES: Readonly<Record<ImplementationRoute['via'], (route: ImplementationRoute) => string>> = {
  'own-module': (route) =>
    route.via === 'own-module' ? `its own module ${route.name} ${route.build ?? ''}, FIPS mode ${route.mode}` : '',
  'system-openssl': () => "the system's OpenSSL",
  'own-openssl': () => 'a copy of OpenSSL that can load a provider',
  none: () => 'a copy that no module can stand in for',
};

/** Of a listener; the facts have them all. */
const MOST_ADDRESSES = 8;
