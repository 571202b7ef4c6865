/**
 * Signature schemes of TLS whose code points no registry has: SLH-DSA and the composites of ML-DSA. Two drafts took 0x0911
 * and 0x0912; the SLH-DSA reading is the one that is deployed (Erlang/OTP 28, BouncyCastle).
 * Sources: draft-reddy-tls-slhdsa; draft-reddy-tls-composite-mldsa, whose later revisions say TBD.
 */
export interface DraftSignatureScheme {
  readonly name: string;
  readonly codePoint: number;
}

/** By code point. */
export const draftSignatureSchemes: readonly DraftSignatureScheme[] = [
  ...Array.from({ length: 10 }, (_, index) => {
    const codePoint = 0x0907 + index;
    return { name: `composite ML-DSA 0x${codePoint.toString(16).padStart(4, '0')} (draft)`, codePoint };
  }),
  ...['sha2', 'shake'].flatMap((family, place) =>
    ['128s', '128f', '192s', '192f', '256s', '256f'].map((parameters, index) => ({
      name: `slhdsa_${family}_${parameters} (draft)`,
      codePoint: 0x0911 + place * 6 + index,
    })),
  ),
];

/** The scheme with this code point. */
export function draftSignatureScheme(codePoint: number): DraftSignatureScheme | undefined {
  return draftSignatureSchemes.find((scheme) => scheme.codePoint === codePoint);
}
