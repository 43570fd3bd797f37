import type { FastifyInstance } from 'fastify';
import { publishedKeys } from '../actions/credential/keySet.ts';
import type { Services } from '../actions/services.ts';
import { servePublicDocument } from './publicDocument.ts';

/** A key that was lost is gone from here at once; who keeps the set asks again within this time. */
const keySetSeconds = 300;

/** The keys of the register: as a set (RFC 7517), and as the issuer of SD-JWT VC. */
export function serveKeySet(app: FastifyInstance, services: Services): void {
  const keySet = () => ({ keys: publishedKeys(services) });
  servePublicDocument(app, '/.well-known/jwks.json', 'keySet', keySetSeconds, keySet);
  servePublicDocument(app, '/.well-known/jwt-vc-issuer', 'credentialIssuer', keySetSeconds, () => ({
    issuer: services.publicUrl,
    jwks: keySet(),
  }));
}
