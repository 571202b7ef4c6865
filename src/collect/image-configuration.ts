import { platformText } from '../codec/oci/descriptor.ts';
import { fact } from '../facts/fact.ts';
import { evidence, quote } from '../facts/quote.ts';
import type { ImageConfigurationValue } from '../facts/values/image.ts';
import type { ImageView } from '../target/views.ts';
import { cryptoEnvironment } from '../vocabulary/crypto-environment.ts';
import type { Collector } from './collector.ts';
import { withoutSecretWords } from './secret-words.ts';

/** What an image says of itself: environment, entry point, user, labels. Values that may be secrets stay out of it. */
export const imageConfiguration: Collector<'image'> = {
  id: 'image-configuration',
  needs: ['image'],
  welcomes: [],
  yields: ['image.configuration'],
  opens: [],
  async collect({ image }) {
    const at = { in: 'image', name: 'configuration' } as const;
    const proof = evidence(at, `image ${image.digest}`);
    return { facts: [fact('image.configuration', 'image configuration', configurationValue(image), proof)], gaps: [] };
  },
};

function configurationValue({ configuration }: ImageView): ImageConfigurationValue {
  const { platform, user, entrypoint, command, environment, labels } = configuration;
  return {
    platform: platform === null ? null : quote(platformText(platform)),
    user: user === null ? null : quote(user),
    entrypoint: withoutSecretWords(entrypoint).slice(0, MOST).map(quote),
    command: withoutSecretWords(command).slice(0, MOST).map(quote),
    environment: {
      names: [...environment.keys()].sort().slice(0, MOST).map(quote),
      cryptography: pairs(new Map([...environment].filter(([name]) => cryptoEnvironment.has(name)))),
    },
    labels: pairs(labels),
  };
}

function pairs(of: ReadonlyMap<string, string>): readonly { readonly name: string; readonly value: string }[] {
  return [...of]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .slice(0, MOST)
    .map(([name, value]) => {
      const [, shown = ''] = /^[^=]*=(.*)$/s.exec(withoutSecretWords([`${name}=${value}`])[0] ?? '') ?? [];
      return { name: quote(name), value: quote(shown) };
    });
}

const MOST = 200;
