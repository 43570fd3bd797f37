import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

/** What the provider would say next of the person, and the ways it may be wrong. */
interface Told {
  subject: string;
  name: string;
  /** Instead of the nonce that was asked with. */
  nonce?: string;
  /** Signed with a key it does not publish. */
  isForged?: boolean;
}

export interface LocalOidc {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly told: Told;
  /** Somebody signs in at the provider: where it sends the browser back to. */
  signIn(authorizeUrl: string): URL;
  close(): Promise<void>;
}

interface Granted {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirectUri: string;
}

const clientId = 'xinglin';
const clientSecret = 'a secret of this test';
const jsonPart = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An OpenID Connect provider on this machine: discovery, keys, codes that count once, PKCE. */
export async function startLocalOidc(): Promise<LocalOidc> {
  const [keys, others] = [1, 2].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  if (keys === undefined || others === undefined) throw new Error('no keys');
  const codes = new Map<string, Granted>();
  const told: Told = { subject: 'person-1', name: '张景和' };
  const answers: Record<string, (body: URLSearchParams) => [status: number, answer: unknown]> = {
    '/.well-known/openid-configuration': () => [
      200,
      {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      },
    ],
    '/keys': () => [
      200,
      { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256', use: 'sig' }] },
    ],
    '/token': (body) => {
      const code = body.get('code') ?? '';
      const granted = codes.get(code);
      codes.delete(code);
      const proof = createHash('sha256')
        .update(body.get('code_verifier') ?? '')
        .digest('base64url');
      const isKnown = body.get('client_id') === clientId && body.get('client_secret') === clientSecret;
      if (!isKnown) return [401, { error: 'invalid_client' }];
      if (granted?.challenge !== proof || granted.redirectUri !== body.get('redirect_uri'))
        return [400, { error: 'invalid_grant' }];
      const now = Math.floor(Date.now() / 1000);
      const { subject, name, nonce = granted.nonce, isForged = false } = told;
      const claims = { iss: issuer, aud: clientId, sub: subject, name, nonce, iat: now, exp: now + 300 };
      const signed = `${jsonPart({ alg: 'RS256', kid: '1' })}.${jsonPart(claims)}`;
      const signer = createSign('RSA-SHA256').update(signed);
      const signature = signer.sign((isForged ? others : keys).privateKey, 'base64url');
      return [200, { access_token: 'a', token_type: 'Bearer', expires_in: 300, id_token: `${signed}.${signature}` }];
    },
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    const [status, answer] = answers[(request.url ?? '').split('?')[0] ?? '']?.(body) ?? [404, {}];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const issuer = `http://127.0.0.1:${address.port}`;
  return {
    issuer,
    clientId,
    clientSecret,
    told,
    signIn(authorizeUrl) {
      const { origin, pathname, searchParams } = new URL(authorizeUrl);
      const asked = (name: string) => searchParams.get(name) ?? '';
      if (`${origin}${pathname}` !== `${issuer}/authorize` || asked('client_id') !== clientId)
        throw new Error('strange');
      if (asked('code_challenge_method') !== 'S256' || asked('response_type') !== 'code') throw new Error('no PKCE');
      const code = randomBytes(16).toString('hex');
      const redirectUri = asked('redirect_uri');
      codes.set(code, { nonce: asked('nonce'), challenge: asked('code_challenge'), redirectUri });
      const back = new URL(redirectUri);
      back.search = new URLSearchParams({ code, state: asked('state') }).toString();
      return back;
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
