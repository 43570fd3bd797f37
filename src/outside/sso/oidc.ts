import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { ProviderError } from '../providerError.ts';
import type { SingleSignOn } from './singleSignOn.ts';

const provider = 'oidc';

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly label: string;
}

/**
 * Any OpenID Connect provider: authorization code with PKCE, state and nonce. The signature of the ID token is checked against
 * the keys of the provider, though it comes over TLS. Plain http is spoken with this machine alone.
 */
export function createOidc({ issuer, clientId, clientSecret, label }: OidcSettings): SingleSignOn {
  const server = new URL(issuer);
  const isLocal = server.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(server.hostname);
  let found: Configuration | undefined;
  /** Asked for when first needed: the program starts while the provider is away. */
  const configuration = async (): Promise<Configuration> => {
    const execute = isLocal ? [enableNonRepudiationChecks, allowInsecureRequests] : [enableNonRepudiationChecks];
    found ??= await discovery(server, clientId, clientSecret, undefined, { execute, timeout: 5 });
    return found;
  };
  return {
    label,
    begin: (redirectUri) =>
      asProviderError(async () => {
        const secrets = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
        const url = buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope: 'openid profile',
          state: secrets.state,
          nonce: secrets.nonce,
          code_challenge: await calculatePKCECodeChallenge(secrets.verifier),
          code_challenge_method: 'S256',
        });
        return { url: url.toString(), secrets };
      }),
    finish: (address, { state, nonce, verifier }) =>
      asProviderError(async () => {
        const tokens = await authorizationCodeGrant(await configuration(), address, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new ProviderError(provider, 'noIdToken', false);
        return { issuer: claims.iss, subject: claims.sub, name: typeof claims.name === 'string' ? claims.name : null };
      }),
  };
}

/** The faults of the library quote what came over the wire; only their codes are kept. */
async function asProviderError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof ProviderError || !(fault instanceof Error)) throw fault;
    const code = 'error' in fault && typeof fault.error === 'string' ? fault.error : codeOf(fault);
    throw new ProviderError(provider, code, code === 'OAUTH_TIMEOUT' || code === 'failed');
  }
}

function codeOf(fault: Error): string {
  return 'code' in fault && typeof fault.code === 'string' ? fault.code : 'failed';
}
