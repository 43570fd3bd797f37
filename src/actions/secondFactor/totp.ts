import { Secret, TOTP } from 'otpauth';

/** 动态验证码 as every authenticator makes it (RFC 6238): SHA-1, six digits, 30 seconds. */
const period = 30;

/** The step a code belongs to: this one, the one before or the next; undefined when it is none of theirs. */
export function stepOfCode(secret: string, code: string, now: Temporal.Instant): number | undefined {
  const timestamp = now.epochMilliseconds;
  const delta = totpOf(secret).validate({ token: code, timestamp, window: 1 });
  return delta === null ? undefined : TOTP.counter({ period, timestamp }) + delta;
}

/** The code an authenticator shows at a moment. */
export function codeAt(secret: string, now: Temporal.Instant): string {
  return totpOf(secret).generate({ timestamp: now.epochMilliseconds });
}

/** 160 bits in base32, as people can type them. */
export function asSecret(bytes: Uint8Array): string {
  return new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32;
}

/** What the QR code says: an authenticator takes secret and labels from it. */
export function authenticatorAddress(secret: string, loginName: string): string {
  return totpOf(secret, loginName).toString();
}

function totpOf(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: '杏林', label, algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(secret) });
}
