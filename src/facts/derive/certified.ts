import type { CertificateAbsence, ModuleCertificate, PredictedOutcome } from '../values/modules.ts';

/**
 * What the certificate of a module comes to: validated, another module, or unknown where our copy of the register cannot tell, as the
 * rules on the certificate itself have it.
 */
export function certified(
  module: string,
  {
    certificate,
    certificateAbsence,
  }: {
    readonly certificate?: ModuleCertificate | null;
    readonly certificateAbsence?: CertificateAbsence | null;
  },
): PredictedOutcome {
  if (certificate == null) {
    const outcome = certificateAbsence?.standing === 'not-covered' ? 'other-module' : 'unknown';
    return { outcome, why: `${module}: ${certificateAbsence?.words ?? 'no certificate is known for this build'}` };
  }
  if (certificate.number === null)
    return { outcome: 'other-module', why: `${module}: in process, without a certificate yet` };
  const why = `${module} is named by #${certificate.number} (${certificate.standard}, ${STATUS[certificate.status]})`;
  if (certificate.confidence === 'L')
    return { outcome: 'unknown', why: `${why}, which rests on a single source (${certificate.source})` };
  return { outcome: OUTCOMES[certificate.status], why };
}

const OUTCOMES: Readonly<Record<ModuleCertificate['status'], PredictedOutcome['outcome']>> = {
  active: 'validated-module',
  'copy-too-old': 'unknown',
  historical: 'other-module',
  revoked: 'other-module',
  'in-process': 'other-module',
  'sunset-passed-on-our-copy': 'unknown',
};

const STATUS: Readonly<Record<ModuleCertificate['status'], string>> = {
  active: 'active',
  'copy-too-old': 'our copy is too old to tell: re-check',
  historical: 'historical',
  revoked: 'revoked',
  'in-process': 'in process',
  'sunset-passed-on-our-copy': 'its sunset has passed on our copy: re-check',
};
