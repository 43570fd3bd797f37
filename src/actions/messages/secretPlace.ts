/**
 * Where a code or the token of a link stands in the text of a message. It is kept beside the text, put in as the message
 * goes out, and thrown away then: what the outbox keeps opens nothing.
 */
export const secretPlace = '{secret}';

export function withSecret(text: string, secret: string | null): string {
  return secret === null ? text : text.replace(secretPlace, () => secret);
}
