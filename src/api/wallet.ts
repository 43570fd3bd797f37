import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mostCopies } from '../actions/credential/checkProofs.ts';
import { exchangeCode, readOffer, tokenSeconds } from '../actions/credential/exchangeCode.ts';
import { issueCredential } from '../actions/credential/issueCredential.ts';
import { licenceTypeDocument } from '../actions/credential/signLicence.ts';
import { makeNonce } from '../actions/credential/walletSecrets.ts';
import type { Services } from '../actions/services.ts';
import { licenceConfiguration, licenceTypePath } from '../domain/issuing/licenceCredential.ts';
import { servePublicDocument } from './publicDocument.ts';
import { authorizationMetadata, issuerMetadata, licenceOffer, preAuthorized, walletPaths } from './walletMetadata.ts';

const documentSeconds = 300;

/** OpenID4VCI 1.0, pre-authorised code flow: a wallet fetches the licence its holder has offered to it. */
export function serveWallet(app: FastifyInstance, services: Services): void {
  const { publicUrl } = services;
  const serve = (path: string, name: string, read: () => unknown) =>
    servePublicDocument(app, path, name, documentSeconds, read);
  serve('/.well-known/openid-credential-issuer', 'walletIssuer', () => issuerMetadata(publicUrl));
  serve('/.well-known/oauth-authorization-server', 'walletAuthorization', () => authorizationMetadata(publicUrl));
  serve(licenceTypePath, 'credentialType', () => JSON.parse(licenceTypeDocument(services)));
  app.get<{ Params: { link: string } }>(
    `${walletPaths.offer}/:link`,
    { config: { access: 'anyone', name: 'walletOffer' } },
    async ({ params }, reply) => {
      const code = await readOffer(services, params.link);
      return code === undefined ? refuse(reply, 404, 'invalid_request') : answer(reply, licenceOffer(publicUrl, code));
    },
  );
  serveToken(app, services);
  app.post(walletPaths.nonce, { config: { access: 'anyone', name: 'walletNonce' } }, async (_request, reply) =>
    answer(reply, { c_nonce: makeNonce(services) }),
  );
  serveCredential(app, services);
}

const tokenRequest = z.object({ 'pre-authorized_code': z.string(), tx_code: z.string() });

function serveToken(app: FastifyInstance, services: Services): void {
  app.post(walletPaths.token, { config: { access: 'anyone', name: 'walletToken' } }, async ({ body }, reply) => {
    const grant = z.object({ grant_type: z.string() }).safeParse(body);
    if (!grant.success) return refuse(reply, 400, 'invalid_request');
    if (grant.data.grant_type !== preAuthorized) return refuse(reply, 400, 'unsupported_grant_type');
    const asked = tokenRequest.safeParse(body);
    if (!asked.success) return refuse(reply, 400, 'invalid_request');
    const token = await exchangeCode(services, asked.data['pre-authorized_code'], asked.data.tx_code);
    return token === undefined
      ? refuse(reply, 400, 'invalid_grant')
      : answer(reply, { access_token: token, token_type: 'Bearer', expires_in: tokenSeconds });
  });
}

const credentialRequest = z.object({
  credential_configuration_id: z.string(),
  credential_identifier: z.never().optional(),
  proofs: z.unknown().optional(),
  credential_response_encryption: z.unknown().optional(),
});
const proofsRequest = z.strictObject({ jwt: z.array(z.string().max(4096)).min(1).max(mostCopies) });

function serveCredential(app: FastifyInstance, services: Services): void {
  const config = { access: 'anyone', name: 'walletCredential' };
  // A body that cannot be read at all is answered in the same words as one that says nothing.
  const errorHandler = async (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
    if ((error.statusCode ?? 500) >= 500) throw error;
    return refuse(reply, 400, 'invalid_credential_request');
  };
  app.post(walletPaths.credential, { config, errorHandler }, async ({ body, headers }, reply) => {
    const [, token] = /^(?:Bearer|bearer) ([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
    if (token === undefined) return refuseToken(reply);
    const asked = credentialRequest.safeParse(body);
    if (!asked.success) return refuse(reply, 400, 'invalid_credential_request');
    if (asked.data.credential_response_encryption !== undefined)
      return refuse(reply, 400, 'invalid_encryption_parameters');
    if (asked.data.credential_configuration_id !== licenceConfiguration)
      return refuse(reply, 400, 'unknown_credential_configuration');
    const proofs = proofsRequest.safeParse(asked.data.proofs);
    if (!proofs.success) return refuse(reply, 400, 'invalid_proof');
    const issued = await issueCredential(services, token, proofs.data.jwt);
    if ('credentials' in issued)
      return answer(reply, { credentials: issued.credentials.map((credential) => ({ credential })) });
    return issued.error === 'invalid_token' ? refuseToken(reply) : refuse(reply, 400, issued.error);
  });
}

/** For the wallet alone: unlike the documents above, no page elsewhere may read it. */
function answer(reply: FastifyReply, said: unknown): FastifyReply {
  return reply.header('cache-control', 'no-store').type('application/json').send(JSON.stringify(said));
}

function refuse(reply: FastifyReply, status: number, error: string): FastifyReply {
  return answer(reply.code(status), { error });
}

function refuseToken(reply: FastifyReply): FastifyReply {
  return refuse(reply.header('www-authenticate', 'Bearer error="invalid_token"'), 401, 'invalid_token');
}
