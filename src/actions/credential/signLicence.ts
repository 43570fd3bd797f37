import { createHash } from 'node:crypto';
import { credentialType, licenceTypeMetadata, licenceVct, logClaim } from '../../domain/issuing/licenceCredential.ts';
import type { InclusionProof } from '../../domain/log/proof.ts';
import { licenceFace } from '../../domain/register/licenceFace.ts';
import type { HolderKey } from '../../outside/issuing/keyProof.ts';
import { signSdJwt } from '../../outside/issuing/sdJwt.ts';
import type { LicenceRow } from '../../store/licences.ts';
import type { Services } from '../services.ts';
import type { StatusReference } from './statusReference.ts';

/** Days after which a wallet fetches a new one. */
const credentialDays = 365;

/** To the day: a moment to the second would be a mark by which two showings could be told to be of one licence. */
export function credentialEnd(at: Temporal.Instant): Temporal.Instant {
  return startOfDay(at).add({ hours: 24 * (credentialDays + 1) });
}

/** The type metadata as it is served, letter for letter: what was given names its digest. */
export function licenceTypeDocument({ publicUrl }: Pick<Services, 'publicUrl'>): string {
  return JSON.stringify(licenceTypeMetadata(publicUrl));
}

/** What all copies for one wallet have in common. */
export interface Copied {
  readonly licence: LicenceRow;
  readonly at: Temporal.Instant;
  readonly proof: InclusionProof | null;
  /** One key for all copies, also when another one takes its place meanwhile. */
  readonly signer: ReturnType<Services['issuerKeys']['current']>;
}

/** The machine-readable licence of one holder's key. */
export function signLicence(
  services: Pick<Services, 'issuerKeys' | 'publicUrl'>,
  key: HolderKey,
  status: StatusReference,
  { licence, at, proof, signer: { kid, privateKey } }: Copied,
): Promise<string> {
  const { issuerKeys, publicUrl } = services;
  const integrity = createHash('sha256').update(licenceTypeDocument(services)).digest('base64');
  const payload = {
    iss: publicUrl,
    vct: licenceVct(publicUrl),
    'vct#integrity': `sha256-${integrity}`,
    iat: seconds(latest(startOfDay(at), Temporal.Instant.from(issuerKeys.find(kid)?.madeAt ?? at))),
    exp: seconds(credentialEnd(at)),
    cnf: { jwk: key },
    status: { status_list: status },
  };
  return signSdJwt({ kid, privateKey }, credentialType, payload, {
    ...licenceFace(licence),
    ...(proof === null ? {} : { [logClaim]: proof }),
  });
}

function startOfDay(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: 'hour', roundingMode: 'floor' }).subtract({
    hours: at.toZonedDateTimeISO('Asia/Shanghai').hour,
  });
}

function latest(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) > 0 ? one : other;
}

function seconds(at: Temporal.Instant): number {
  return Math.floor(at.epochMilliseconds / 1000);
}
