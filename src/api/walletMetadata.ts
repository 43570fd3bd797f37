import { mostCopies } from '../actions/credential/checkProofs.ts';
import {
  credentialType,
  licenceClaims,
  licenceConfiguration,
  licenceDisplay,
  licenceVct,
} from '../domain/issuing/licenceCredential.ts';

export const preAuthorized = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

export const walletPaths = {
  offer: '/oid4vci/offer',
  token: '/oid4vci/token',
  nonce: '/oid4vci/nonce',
  credential: '/oid4vci/credential',
} as const;

/** Credential Issuer Metadata (OpenID4VCI 12.2.4). */
export function issuerMetadata(publicUrl: string) {
  return {
    credential_issuer: publicUrl,
    credential_endpoint: `${publicUrl}${walletPaths.credential}`,
    nonce_endpoint: `${publicUrl}${walletPaths.nonce}`,
    batch_credential_issuance: { batch_size: mostCopies },
    display: [{ name: '中医(专长)医师电子化注册信息系统', locale: 'zh-CN' }],
    credential_configurations_supported: {
      [licenceConfiguration]: {
        format: credentialType,
        scope: licenceConfiguration,
        vct: licenceVct(publicUrl),
        cryptographic_binding_methods_supported: ['jwk'],
        credential_signing_alg_values_supported: ['ES256'],
        proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
        credential_metadata: {
          display: licenceDisplay(),
          claims: Object.entries(licenceClaims).map(([claim, label]) => ({
            path: [claim],
            mandatory: true,
            display: [{ name: label, locale: 'zh-CN' }],
          })),
        },
      },
    },
  };
}

/** Authorization Server Metadata (RFC 8414): the register gives its own tokens, to wallets nobody has to introduce. */
export function authorizationMetadata(publicUrl: string) {
  return {
    issuer: publicUrl,
    token_endpoint: `${publicUrl}${walletPaths.token}`,
    jwks_uri: `${publicUrl}/.well-known/jwks.json`,
    grant_types_supported: [preAuthorized],
    token_endpoint_auth_methods_supported: ['none'],
    response_types_supported: [],
    'pre-authorized_grant_anonymous_access_supported': true,
  };
}

/** Credential Offer (OpenID4VCI 4.1.1). */
export function licenceOffer(publicUrl: string, code: string) {
  return {
    credential_issuer: publicUrl,
    credential_configuration_ids: [licenceConfiguration],
    grants: {
      [preAuthorized]: {
        'pre-authorized_code': code,
        tx_code: { input_mode: 'numeric', length: 6, description: '请输入“存入数字钱包”页面上显示的6位数字' },
      },
    },
  };
}
