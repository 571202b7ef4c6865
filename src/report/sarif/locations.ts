import { describeLocator, type Locator } from '../../facts/locator.ts';
import { quote } from '../../facts/quote.ts';
import type { Look } from '../format.ts';
import { printable, proofsOf, proofWords } from '../told-finding.ts';
import type { Placed } from './placed.ts';

/**
 * Where code scanning shows a result. It wants a file of the repository: the one that the user named, else the path of the
 * evidence inside the target; a host, an image and an endpoint themselves are logical locations.
 */
export function sarifLocations(placed: Placed, { pinnedTo }: Look): object {
  const proofs = proofsOf(placed.finding, placed.facts);
  const [first, ...rest] = proofs;
  const logicalLocations = [logical(placed, first?.at)];
  const related = (pinnedTo === undefined ? rest : proofs).slice(0, MOST_RELATED);
  return {
    locations: [{ physicalLocation: physical(placed, first?.at, pinnedTo), logicalLocations }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((proof, id) => ({
            id,
            message: { text: proofWords(proof) },
            logicalLocations: [logical(placed, proof.at)],
          })),
        }),
  };
}

function physical({ target }: Placed, at: Locator | undefined, pinnedTo: string | undefined): object {
  if (pinnedTo !== undefined) return { artifactLocation: { uri: uriOf(pinnedTo) }, region: { startLine: 1 } };
  if (at?.in === 'file')
    return { artifactLocation: { uri: uriOf(at.path.slice(1)) }, region: { startLine: at.line ?? 1 } };
  // A thing that is no file still needs a relative name of its own.
  return {
    artifactLocation: { uri: `pqready/${encodeURIComponent(printable(target.name))}` },
    region: { startLine: 1 },
  };
}

function logical({ target }: Placed, at: Locator | undefined): object {
  const name = printable(target.name);
  return {
    name,
    kind: target.kind,
    fullyQualifiedName:
      at === undefined ? `${target.kind} ${name}` : `${target.kind} ${name}: ${quote(describeLocator(at))}`,
  };
}

/** A relative reference of RFC 3986: each segment percent-encoded, none that could be taken for a scheme. */
function uriOf(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/') || 'pqready';
}

const MOST_RELATED = 10;
