import {
  type SshKeyExchange,
  type SshPublicKeyAlgorithm,
  sshKeyExchanges,
  sshPublicKeyAlgorithms,
} from '../../vocabulary/ssh-algorithms.ts';
import { type Entry, type Explanation, type Library, section } from './explanation.ts';
import { judgedInProfiles, sshProbe } from './probe.ts';

/** Every key exchange method and public key algorithm of SSH. */
export function sshEntries(library: Library): readonly Entry[] {
  return [
    ...sshKeyExchanges().map(
      (method): Entry => ({ names: [method.name], explain: () => explainMethod(method, library) }),
    ),
    ...sshPublicKeyAlgorithms().map((key): Entry => ({ names: [key.name], explain: () => explainKey(key, library) })),
  ];
}

function explainMethod({ name, classical, postQuantum, hash, source }: SshKeyExchange, library: Library): Explanation {
  const parts = [classical, postQuantum].filter((each) => each !== null).join(' and ');
  const others = sshKeyExchanges().map((each) => each.name);
  return {
    id: name,
    kind: 'SSH key exchange',
    sections: [
      ...section('What it is', [`${parts}, with ${hash}; ${source}`]),
      ...section('Why it matters', [
        postQuantum === null
          ? 'What is recorded today can be read once a large quantum computer exists.'
          : `${postQuantum} protects what is recorded today from a later quantum computer.`,
      ]),
      ...judgedInProfiles('A server that offers this method alone', name, sshProbe('kex', others), library),
    ],
  };
}

function explainKey(algorithm: SshPublicKeyAlgorithm, library: Library): Explanation {
  const { name, key, hash, certificate, securityKey, source } = algorithm;
  const others = sshPublicKeyAlgorithms().map((each) => each.name);
  const nature = [...(certificate ? ['as a certificate'] : []), ...(securityKey ? ['held in an authenticator'] : [])];
  return {
    id: name,
    kind: 'SSH public key algorithm',
    sections: [
      ...section('What it is', [[`${key}${hash === null ? '' : ` with ${hash}`}`, ...nature, source].join('; ')]),
      ...section('Why it matters', [
        'With the key of a host its place can be taken: a forged signature protects nothing from the day on which it can be made.',
      ]),
      ...judgedInProfiles('A server that offers this host key alone', name, sshProbe('hostKeys', others), library),
    ],
  };
}
