import { makeCertificate } from '../../support/certificate.ts';
import type { Tree } from '../../support/tree.ts';

/** Configurations of nginx, HAProxy, Postfix, Dovecot and PostgreSQL, below the place that they see as `place`. */
export function configurationFiles(place: string): Tree {
  const { key, cert } = makeCertificate({ key: 'rsa', name: 'listener.test' });
  return {
    '/key.pem': key,
    '/cert.pem': cert,
    '/both.pem': `${cert}${key}`,
    '/nginx.conf': nginx(place),
    '/conf.d/included.conf': `server { listen 7443 ssl;\nssl_ecdh_curve X25519MLKEM768:X25519:secp384r1; }\n`,
    '/haproxy.cfg': haproxy(place),
    '/postfix/main.cf': postfixMain(place),
    '/postfix/master.cf': POSTFIX_MASTER,
    '/dovecot.conf': dovecot(place),
    '/postgresql.lines': [
      'ssl = on',
      `ssl_cert_file = '${place}/cert.pem'`,
      `ssl_key_file = '${place}/postgres.pem'`,
      "unix_socket_directories = ''",
      "ssl_ecdh_curve = 'secp384r1'",
      '',
    ].join('\n'),
  };
}

/** Where everything is, inside and outside of the tree. */
export interface Places {
  readonly tree: string;
  readonly place: string;
  readonly outside: string;
  readonly project: string;
}

/** A script for bash that starts the servers, waits for their ports, scans, and ends them: each by the id that it has given. */
export function startScript({ tree, place, outside, project }: Places): string {
  return `set -u
ip link set lo up
exec </dev/null >"${outside}/script.log" 2>&1
T=${tree} P=${place} O=${outside}
began=
start() { "$@" & began="$began $!"; }
mkdir -p $O/queue $O/data $O/run $T/run/sshd
chown root $O/postfix/*; chroot $T chown postfix $P/data; cp $O/key.pem $O/postgres.pem
start chroot $T nginx -c $P/nginx.conf
start chroot $T haproxy -db -f $P/haproxy.cfg
start chroot $T postfix -c $P/postfix start-fg
start chroot $T dovecot -F -c $P/dovecot.conf
mkdir $O/pg; chroot $T chown postgres $P/pg $P/postgres.pem; chmod 600 $O/postgres.pem
chroot $T runuser -u postgres -- /usr/lib/postgresql/17/bin/initdb -N -D $P/pg/data -A trust
cat $O/postgresql.lines >>$O/pg/data/postgresql.conf
start chroot --userspec=postgres:postgres $T /usr/lib/postgresql/17/bin/postgres -D $P/pg/data
chroot $T ssh-keygen -q -t ed25519 -N '' -f $P/hostkey
start chroot $T /usr/sbin/sshd -D -p 2222 -h $P/hostkey -f /dev/null
mkdir $O/old; cp $T/usr/lib/x86_64-linux-gnu/libcrypto.so.3 $O/old/
start chroot $T env LD_LIBRARY_PATH=$P/old openssl s_server -quiet -accept 6443 -naccept 1000 -cert $P/cert.pem -key $P/key.pem -groups X25519
start ${project}/node_modules/esbuild/bin/esbuild --serve=127.0.0.1:4443 --servedir=$O/conf.d --certfile=$O/cert.pem --keyfile=$O/key.pem --watch=forever
for port in ${PORTS.join(' ')}; do
  for turn in $(seq 200); do (: >/dev/tcp/127.0.0.1/$port) && break; sleep 0.1; done
done
rm $O/old/libcrypto.so.3
cd ${project}
node --openssl-config=/dev/null src/cli/main.ts scan host --no-exec --output json=$O/report.json --fail-on none --unknown pass --timeout 60000
chroot $T postfix -c $P/postfix stop
kill $began
wait
true
`;
}

const PORTS = [80, 443, 7443, 8443, 9443, 1443, 25, 2525, 2526, 2527, 2528, 993, 5432, 2222, 6443, 4443];

function nginx(place: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `daemon off; pid ${place}/nginx.pid; error_log ${place}/nginx.log;
events {}
http {
  access_log off; ssl_certificate ${place}/cert.pem; ssl_certificate_key ${place}/key.pem;
  ${temporary.map((name) => `${name}_temp_path ${place}/${name};`).join(' ')}
  include conf.d/*.conf;
  server { listen 80; listen 443 ssl; listen [::]:443 ssl; ssl_ecdh_curve X25519:prime256v1; }
  server { listen 8443 ssl; }
  server { listen 9443 ssl; ssl_ecdh_curve X25519; ssl_conf_command Groups X25519MLKEM768:P-256; }
}
`;
}

function haproxy(place: string): string {
  return `global
  ssl-default-bind-curves X25519
defaults
  mode http
  timeout client 10s
  timeout connect 10s
  timeout server 10s
frontend one
  bind 127.0.0.1:1443 ssl crt ${place}/both.pem curves X25519MLKEM768:P-384
  http-request return status 200
`;
}

function postfixMain(place: string): string {
  return `compatibility_level = 3.9
queue_directory = ${place}/queue
data_directory = ${place}/data
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.test
inet_interfaces = all
inet_protocols = ipv4
maillog_file_prefixes = /srv
maillog_file = ${place}/mail.log
smtpd_tls_security_level = may
smtpd_tls_cert_file = ${place}/cert.pem
smtpd_tls_key_file = ${place}/key.pem
smtpd_client_connection_rate_limit = 0
`;
}

const POSTFIX_MASTER = `smtp inet n - n - - smtpd
2525 inet n - n - - smtpd
  -o tls_eecdh_auto_curves=X25519MLKEM768,X25519,prime256v1,nonesuch
2526 inet n - n - - smtpd -o smtpd_tls_eecdh_grade=strong
2527 inet n - n - - smtpd -o smtpd_tls_eecdh_grade=ultra -o tls_eecdh_ultra_curve=secp521r1
2528 inet n - n - - smtpd -o smtpd_tls_eecdh_grade=none
postlog unix-dgram n - n - 1 postlogd
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
cleanup unix n - n - 0 cleanup
pickup unix n - n 60 1 pickup
qmgr unix n - n 300 1 qmgr
`;

function dovecot(place: string): string {
  return `dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
protocols = imap
base_dir = ${place}/run
log_path = ${place}/dovecot.log
ssl = yes
ssl_server_cert_file = ${place}/cert.pem
ssl_server_key_file = ${place}/key.pem
ssl_curve_list = X448:P-521
passdb static {
  password = x
}
service imap-login {
  chroot =
  inet_listener imap {
    port = 0
  }
}
`;
}
