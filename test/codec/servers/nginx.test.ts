import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ConfiguredGroups } from '../../../src/codec/servers/configured-groups.ts';
import { type NginxDirective, readNginxFile } from '../../../src/codec/servers/nginx-file.ts';
import { nginxGroups, type PlacedDirective } from '../../../src/codec/servers/nginx-groups.ts';

function groupsOf(text: string, port = 443, address = '127.0.0.1'): ConfiguredGroups {
  const read = readNginxFile(text);
  if (!read.ok) throw new Error(read.problem);
  return nginxGroups(read.value.map(placed), { port, address });
}

function placed(directive: NginxDirective): PlacedDirective {
  return { ...directive, file: '/etc/nginx/nginx.conf', block: directive.block?.map(placed) ?? null };
}

function set(setting: string, written: string, line: number): ConfiguredGroups {
  return { told: 'set', setting, written, place: { file: '/etc/nginx/nginx.conf', line } };
}

it('reads directives, blocks, quotes, escapes and comments', () => {
  const text = [
    'user www-data; # who',
    'http {',
    '  log_format main \'$remote_addr "$request"\' "a;\\"b{";',
    '  server { listen 443 ssl; }',
    `  set $x $${'{'}y}z\\;w;`,
    '}',
    '',
  ].join('\n');
  expect(readNginxFile(text)).toMatchInlineSnapshot(`
    {
      "oddities": [],
      "ok": true,
      "value": [
        {
          "block": null,
          "line": 1,
          "name": "user",
          "parameters": [
            "www-data",
          ],
        },
        {
          "block": [
            {
              "block": null,
              "line": 3,
              "name": "log_format",
              "parameters": [
                "main",
                "$remote_addr "$request"",
                "a;"b{",
              ],
            },
            {
              "block": [
                {
                  "block": null,
                  "line": 4,
                  "name": "listen",
                  "parameters": [
                    "443",
                    "ssl",
                  ],
                },
              ],
              "line": 4,
              "name": "server",
              "parameters": [],
            },
            {
              "block": null,
              "line": 5,
              "name": "set",
              "parameters": [
                "$x",
                "\${y}z;w",
              ],
            },
          ],
          "line": 2,
          "name": "http",
          "parameters": [],
        },
      ],
    }
  `);
});

it.each([
  ['http { server { listen 443; }', 'wants "}" for this block, has the end'],
  ['http { server { listen 443 } }', 'wants ";" behind listen, has "}"'],
  ['listen 443', 'wants ";" behind listen, has the end'],
  ['}', 'wants a directive, has "}"'],
  [';', 'wants a directive before ";"'],
  ['set $x "a;', 'a quote that does not end'],
  ['location / { content_by_lua_block { ngx.say("}") } }', 'a block of Lua, which is not read'],
])('refuses %s', (text, problem) => {
  expect(readNginxFile(text)).toMatchObject({ ok: false, problem });
});

it('refuses every beginning of a file that ends inside a directive or block', () => {
  const text = "http { server { listen 443 ssl; ssl_ecdh_curve 'X25519'; } }";
  for (let length = 1; length < text.length; length += 1)
    expect(readNginxFile(text.slice(0, length)).ok, text.slice(0, length)).toBe(false);
});

it('never throws, whatever comes', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readNginxFile(text)));
  const piece = fc.constantFrom('{', '}', ';', '"', "'", '\\', '#', '\n', 'http', 'server', 'listen 443', '${', ' ');
  fc.assert(fc.property(fc.array(piece), (pieces) => void readNginxFile(pieces.join(''))));
});

it("takes the server's own setting before that around it, and leaves auto to the library", () => {
  const text = [
    'http {',
    'ssl_ecdh_curve X25519;',
    'server { listen 443 ssl; ssl_ecdh_curve X25519MLKEM768:X25519; }',
    'server { listen 8443 ssl; }',
    'server { listen 9443 ssl; ssl_ecdh_curve auto; }',
    '}',
  ].join('\n');
  expect(groupsOf(text)).toEqual(set('ssl_ecdh_curve', 'X25519MLKEM768:X25519', 3));
  expect(groupsOf(text, 8443)).toEqual(set('ssl_ecdh_curve', 'X25519', 2));
  expect(groupsOf(text, 9443)).toEqual({ told: 'left', to: 'library' });
  expect(groupsOf(text, 80)).toEqual({ told: 'unknown', why: 'no server block of nginx listens at port 80' });
});

it('takes commands for OpenSSL before ssl_ecdh_curve, and inherits them only into blocks that have none', () => {
  const text = [
    'http {',
    'ssl_conf_command Groups P-256;',
    'server { listen 443 ssl; ssl_ecdh_curve X25519; }',
    'server { listen 8443 ssl; ssl_ecdh_curve X25519; ssl_conf_command Options PrioritizeChaCha; }',
    'server { listen 9443 ssl; ssl_conf_command Groups X448; ssl_conf_command Curves P-384; }',
    '}',
  ].join('\n');
  expect(groupsOf(text)).toEqual(set('ssl_conf_command Groups', 'P-256', 2));
  expect(groupsOf(text, 8443)).toEqual(set('ssl_ecdh_curve', 'X25519', 4));
  expect(groupsOf(text, 9443)).toEqual(set('ssl_conf_command Curves', 'P-384', 5));
});

it('asks the server that answers a client without a name: by address, by default_server, else the first', () => {
  const text = [
    'http {',
    'server { listen 443 ssl; ssl_ecdh_curve X25519; }',
    'server { listen [::]:443 ssl default_server; listen *:443 ssl default_server; ssl_ecdh_curve P-256; }',
    'server { listen 192.0.2.1:443 ssl; ssl_ecdh_curve P-384; }',
    'server { listen unix:/run/x.sock ssl; ssl_ecdh_curve P-521; }',
    '}',
    'stream { server { listen 853 ssl; ssl_ecdh_curve X448; } }',
  ].join('\n');
  expect(groupsOf(text)).toEqual(set('ssl_ecdh_curve', 'P-256', 3));
  expect(groupsOf(text, 443, '192.0.2.1')).toEqual(set('ssl_ecdh_curve', 'P-384', 4));
  expect(groupsOf(text, 853)).toEqual(set('ssl_ecdh_curve', 'X448', 7));
});
