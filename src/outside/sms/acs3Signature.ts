import { createHash, createHmac } from 'node:crypto';

/**
 * Alibaba Cloud signature version 3, ACS3-HMAC-SHA256.
 * Source: help.aliyun.com「V3 版本请求体&签名机制」 (alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature).
 */
export interface Acs3Request {
  readonly method: 'GET' | 'POST';
  readonly host: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
  readonly action: string;
  readonly version: string;
  /** UTC, `yyyy-MM-ddTHH:mm:ssZ`; the provider accepts 15 minutes of difference. */
  readonly date: string;
  readonly nonce: string;
}

/** All headers of the signed request, `host` included (fetch sets it from the address). */
export function signAcs3(request: Acs3Request, accessKeyId: string, accessKeySecret: string): Record<string, string> {
  const hashedBody = sha256(request.body);
  const headers: Record<string, string> = {
    host: request.host,
    'x-acs-action': request.action,
    'x-acs-content-sha256': hashedBody,
    'x-acs-date': request.date,
    'x-acs-signature-nonce': request.nonce,
    'x-acs-version': request.version,
  };
  const names = Object.keys(headers).sort();
  const canonicalHeaders = names.map((name) => `${name}:${headers[name]}\n`).join('');
  const signedHeaders = names.join(';');
  const canonicalRequest = [
    request.method,
    '/',
    acs3Query(request.query),
    canonicalHeaders,
    signedHeaders,
    hashedBody,
  ].join('\n');
  const signature = createHmac('sha256', accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonicalRequest)}`)
    .digest('hex');
  return {
    ...headers,
    authorization: `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${signedHeaders},Signature=${signature}`,
  };
}

/** The query exactly as signed; the address must carry these very bytes. Sorted by name, RFC 3986 encoding. */
export function acs3Query(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

/** encodeURIComponent leaves !'()* alone, RFC 3986 does not. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
