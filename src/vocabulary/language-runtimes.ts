/** A part of a language's runtime that brings cryptography to its programs, by its path. */
export interface LanguageRuntime {
  readonly language: string;
  readonly path: RegExp;
  /** What reports call it. */
  readonly name: string;
  /** It loads OpenSSL by name when it is first used, so DT_NEEDED does not show it. */
  readonly loadsOpenssl?: true;
}

/** Sources: CPython Modules/_ssl.c, pyca/cryptography, Node.js deps/openssl, dotnet/runtime opensslshim.c; read 2026-11. */
export const LANGUAGE_RUNTIMES: readonly LanguageRuntime[] = [
  { language: 'Python', path: /\/_ssl\.[^/]*so$/, name: "Python's ssl" },
  { language: 'Python', path: /\/_hashlib\.[^/]*so$/, name: "Python's hashlib" },
  {
    language: 'Python',
    path: /\/cryptography\/hazmat\/bindings\/_(rust|openssl)\.[^/]*so$/,
    name: "Python's cryptography",
  },
  { language: 'Python', path: /\/(site|dist)-packages\/.*\.so(\.\d+)*$/, name: 'a Python package' },
  { language: 'JavaScript', path: /\/(node|nodejs)$/, name: 'Node.js' },
  { language: 'JavaScript', path: /\/libnode\.so(\.\d+)*$/, name: 'Node.js' },
  { language: 'JavaScript', path: /\/bun$/, name: 'Bun' },
  { language: 'JavaScript', path: /\/deno$/, name: 'Deno' },
  { language: 'JavaScript', path: /\.node$/, name: 'a Node.js add-on' },
  {
    language: '.NET',
    path: /\/libSystem\.Security\.Cryptography\.Native\.OpenSsl\.so$/,
    name: ".NET's OpenSSL shim",
    loadsOpenssl: true,
  },
  { language: 'Ruby', path: /\/openssl\.so$/, name: "Ruby's openssl" },
  { language: 'Perl', path: /\/auto\/Net\/SSLeay\/SSLeay\.so$/, name: "Perl's Net::SSLeay" },
  { language: 'PHP', path: /\/(php\d[\d.]*|php-fpm[\d.]*)$/, name: 'PHP' },
];
