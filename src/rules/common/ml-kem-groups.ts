import { oneOf, readParameters } from './parameters.ts';

/** The least parameter set, and whether it must, may or must not stand in a hybrid. */
export interface Establishment {
  readonly atLeast: 512 | 768 | 1024;
  readonly hybrid: 'allowed' | 'required' | 'refused';
}

/** Reads the parameters of a rule about key establishment. @throws PolicyError */
export function readEstablishment(given: Readonly<Record<string, unknown>>): Establishment {
  return readParameters(given, {
    atLeast: oneOf([512, 768, 1024]),
    hybrid: oneOf(['allowed', 'required', 'refused'], 'allowed'),
  });
}

/** Whether a group is what is wanted. */
export function isEstablishedBy(group: string, { atLeast, hybrid }: Establishment): boolean {
  return mlKemIn(group) >= atLeast && (hybrid === 'allowed' || isHybrid(group) === (hybrid === 'required'));
}

/** `ML-KEM-1024 or stronger in a hybrid` */
export function wordsOfEstablishment({ atLeast, hybrid }: Establishment): string {
  return `ML-KEM-${atLeast} or stronger${{ allowed: '', required: ' in a hybrid', refused: ' by itself' }[hybrid]}`;
}

/** The bits of ML-KEM in a group's name: 768 for `X25519MLKEM768`; 0 where there is none. Draft Kyber is not ML-KEM. */
export function mlKemIn(group: string): number {
  return Number(/mlkem(\d+)/i.exec(group)?.[1] ?? 0);
}

/** Whether a group stands for ML-KEM together with something classical. */
function isHybrid(group: string): boolean {
  return mlKemIn(group) > 0 && !/^mlkem\d+$/i.test(group);
}
