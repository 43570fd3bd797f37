import type { Reckoning } from '../../domain/issuing/jws.ts';

/** By WebCrypto, which browsers and Node have alike. */
export const webReckoning: Reckoning = {
  async verify({ x, y }, text, signature) {
    const [algorithm, curve] = [
      { name: 'ECDSA', hash: 'SHA-256' },
      { name: 'ECDSA', namedCurve: 'P-256' },
    ];
    let key: Awaited<ReturnType<typeof crypto.subtle.importKey>>;
    try {
      key = await crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, curve, false, ['verify']);
    } catch (error) {
      // Not a point of the curve: nothing is signed by it.
      if (error instanceof DOMException) return false;
      throw error;
    }
    return crypto.subtle.verify(algorithm, key, Uint8Array.from(signature), new TextEncoder().encode(text));
  },
  async sha256(text) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
    return btoa(String.fromCharCode(...digest))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=+$/, '');
  },
};
