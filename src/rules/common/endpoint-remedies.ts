/** What to change in the servers that are met most; which of them it is cannot be seen from outside. */
export const endpointRemedy = {
  certificate:
    'Have a certificate with a stronger key or signature issued, and let the server show it with its whole chain.',
  groups:
    'With OpenSSL 3.5 or later name the groups in the setting of the server:\nnginx: ssl_ecdh_curve X25519MLKEM768:X25519:prime256v1;\nApache: SSLOpenSSLConfCmd Groups X25519MLKEM768:X25519:prime256v1\nHAProxy: ssl-default-bind-curves X25519MLKEM768:X25519:P-256\nPostfix: tls_eecdh_auto_curves = X25519MLKEM768 X25519 prime256v1\nPostgreSQL 18: ssl_groups = X25519MLKEM768:X25519:prime256v1',
  suites:
    'Name the suites in the setting of the server: ssl_ciphers (nginx), SSLCipherSuite (Apache), ssl-default-bind-ciphers (HAProxy), tls_high_cipherlist (Postfix), and leave the named ones out.',
  versions:
    'Set the least version in the server:\nnginx: ssl_protocols TLSv1.2 TLSv1.3;\nApache: SSLProtocol -all +TLSv1.2 +TLSv1.3\nHAProxy: ssl-default-bind-options ssl-min-ver TLSv1.2\nPostfix: smtpd_tls_protocols = >=TLSv1.2\nPostgreSQL: ssl_min_protocol_version = TLSv1.2',
} as const;

/** Said beside every verdict on approval: an endpoint shows algorithms, not modules. */
export const notAModule = 'approval of algorithms, not validation: an endpoint cannot show which module did this';
