/**
 * Where a code or the token of a link stands in the text of a message. It is kept beside the text, put in as the message
 * goes out, and thrown away then: what the outbox keeps opens nothing.
 */
export const secretPlace = '{secret}';

/** The secret is the token of a link: it stands in the words alone, and lasts longer than a code. */
export function isLink(text: string): boolean {
  return text.includes(`token=${secretPlace}`);
}

export function withSecret(text: string, secret: string | null): string {
  return secret === null ? text : text.replace(secretPlace, () => secret);
}
