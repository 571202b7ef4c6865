/** Message numbers. Source: RFC 4253 12, RFC 8308 2.3; 30 and 31 are the key exchange method's own (RFC 5656 7.1). */
export const sshMessage = {
  disconnect: 1,
  ignore: 2,
  unimplemented: 3,
  debug: 4,
  extInfo: 7,
  kexInit: 20,
  kexExchangeInit: 30,
  kexExchangeReply: 31,
} as const;
