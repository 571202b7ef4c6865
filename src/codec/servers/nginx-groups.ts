import { type ConfiguredGroups, type ListenerPlace, unknownGroups } from './configured-groups.ts';
import type { NginxDirective } from './nginx-file.ts';

/** A directive with the file in which it stands; its includes are already in its block. */
export interface PlacedDirective extends Omit<NginxDirective, 'block'> {
  readonly file: string;
  readonly block: readonly PlacedDirective[] | null;
}

/**
 * What nginx would use for a client that names no server: the default server of the listener, else the first that listens there.
 * A block's own setting stands before that of the block around it; commands for OpenSSL (`ssl_conf_command Groups`) are carried
 * out after `ssl_ecdh_curve`, and are inherited only by a block that has none. `auto` leaves the list to the library.
 * Sources: ngx_http_ssl_module, ngx_stream_ssl_module and ngx_mail_ssl_module documentation; ngx_event_openssl.c.
 */
export function nginxGroups(directives: readonly PlacedDirective[], place: ListenerPlace): ConfiguredGroups {
  const found = directives.flatMap((outer) =>
    OUTER.includes(outer.name)
      ? (outer.block ?? []).flatMap((server) => listensOf(server, place).map((rank) => ({ outer, server, rank })))
      : [],
  );
  const [chosen] = found.toSorted((left, right) => right.rank - left.rank);
  if (chosen === undefined) return unknownGroups(`no server block of nginx listens at port ${place.port}`);
  const levels = [chosen.server.block ?? [], chosen.outer.block ?? []];
  const commands = levels
    .map((level) => level.filter(({ name }) => name === 'ssl_conf_command'))
    .find((each) => each.length > 0);
  const command = commands?.findLast(({ parameters: [what = ''] }) => /^(groups|curves)$/i.test(what));
  if (command !== undefined) return set(command, `ssl_conf_command ${command.parameters[0]}`, command.parameters[1]);
  const curve = levels.map((level) => level.find(({ name }) => name === 'ssl_ecdh_curve')).find((each) => each);
  return curve === undefined || curve.parameters[0] === 'auto'
    ? { told: 'left', to: 'library' }
    : set(curve, 'ssl_ecdh_curve', curve.parameters[0]);
}

function set({ file, line }: PlacedDirective, setting: string, written = ''): ConfiguredGroups {
  return { told: 'set', setting, written, place: { file, line } };
}

/** How well a server block fits: its address before any address, the default server before others; empty: it does not listen there. */
function listensOf(server: PlacedDirective, { port, address }: ListenerPlace): readonly number[] {
  if (server.name !== 'server' || server.block === null) return [];
  const listens = server.block.filter(({ name }) => name === 'listen');
  const ranks = listens.flatMap(({ parameters: [where = '', ...options] }) => {
    const [, host = '', given] = /^(?:(\[[^\]]*\]|[^:]*):)?(\d+)$/.exec(where) ?? [];
    const [hostAlone, portOf] = given === undefined ? [where, '80'] : [host, given];
    if (Number(portOf) !== port || where.startsWith('unix:')) return [];
    const bare = hostAlone.replace(/^\[|\]$/g, '');
    const exact = bare === address ? 2 : 0;
    if (exact === 0 && !ANY.includes(bare)) return [];
    return [exact + (options.includes('default_server') || options.includes('default') ? 1 : 0)];
  });
  return ranks.length > 0 ? [Math.max(...ranks)] : [];
}

const OUTER = ['http', 'stream', 'mail'];
const ANY = ['', '*', '0.0.0.0', '::'];
