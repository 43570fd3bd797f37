import { createHash, createHmac } from 'node:crypto';

/**
 * Tencent Cloud signature version 3, TC3-HMAC-SHA256, for POST with a JSON body.
 * Source: cloud.tencent.com/document/api/213/30654「签名方法 v3」.
 */
export interface Tc3Request {
  readonly host: string;
  readonly service: string;
  readonly action: string;
  readonly version: string;
  readonly payload: string;
  /** Seconds since 1970, UTC; the provider accepts five minutes of difference. */
  readonly timestamp: number;
}

const CONTENT_TYPE = 'application/json; charset=utf-8';
const SIGNED_HEADERS = 'content-type;host;x-tc-action';

/** The headers to send with `payload` as the body; `host` is set by fetch from the address. */
export function signTc3(request: Tc3Request, secretId: string, secretKey: string): Record<string, string> {
  const scope = `${dateOf(request)}/${request.service}/tc3_request`;
  const signature = hmac(tc3SigningKey(request, secretKey), tc3StringToSign(request)).toString('hex');
  return {
    'content-type': CONTENT_TYPE,
    'x-tc-action': request.action,
    'x-tc-version': request.version,
    'x-tc-timestamp': String(request.timestamp),
    authorization: `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${SIGNED_HEADERS}, Signature=${signature}`,
  };
}

/** The text that is signed. Apart, because the documentation publishes it while masking the secret of its example. */
export function tc3StringToSign(request: Tc3Request): string {
  const canonicalRequest = [
    'POST',
    '/',
    '',
    `content-type:${CONTENT_TYPE}`,
    `host:${request.host}`,
    `x-tc-action:${request.action.toLowerCase()}`,
    '',
    SIGNED_HEADERS,
    sha256(request.payload),
  ].join('\n');
  const scope = `${dateOf(request)}/${request.service}/tc3_request`;
  return ['TC3-HMAC-SHA256', request.timestamp, scope, sha256(canonicalRequest)].join('\n');
}

function tc3SigningKey(request: Tc3Request, secretKey: string): Buffer {
  return hmac(hmac(hmac(`TC3${secretKey}`, dateOf(request)), request.service), 'tc3_request');
}

function dateOf(request: Tc3Request): string {
  return new Date(request.timestamp * 1000).toISOString().slice(0, 10);
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
