import type { CertificateAbsence, ModuleCertificate, PredictedOutcome } from '../values/modules.ts';

/** What the certificate of a module comes to: validated, or another module. */
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
  if (certificate == null || certificate.number === null)
    return { outcome: 'other-module', why: `${module}: ${absence(certificate, certificateAbsence)}` };
  const name = `#${certificate.number} (${certificate.standard}, ${STATUS[certificate.status]})`;
  if (certificate.status === 'active') return { outcome: 'validated-module', why: `${module} is named by ${name}` };
  return { outcome: 'other-module', why: `${module} is named by ${name}` };
}

function absence(certificate?: ModuleCertificate | null, known?: CertificateAbsence | null): string {
  if (certificate != null) return 'in process, without a certificate yet';
  return known?.words ?? 'no certificate is known for this build';
}

const STATUS: Readonly<Record<ModuleCertificate['status'], string>> = {
  active: 'active',
  'copy-too-old': 'our copy is too old to tell: re-check',
  historical: 'historical',
  revoked: 'revoked',
  'in-process': 'in process',
  'sunset-passed-on-our-copy': 'its sunset has passed on our copy: re-check',
};
