import { accepted, type Checked, refused } from './checked.ts';
import { maskMiddle } from './mask.ts';
import { normalizeEntry } from './normalize.ts';

// The pattern of the HTML standard for input type=email, with at least one dot in the domain.
const form =
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/;

/** A mail address of at most 254 characters; the domain in lower case, the local part as typed. */
export function parseEmail(raw: string): Checked<string> {
  const entry = normalizeEntry(raw);
  if (!entry.ok) return entry;
  const at = entry.value.lastIndexOf('@');
  // A Chinese input method types 。 where the domain needs a dot.
  const domain = entry.value.slice(at).replaceAll('。', '.').toLowerCase();
  const email = entry.value.slice(0, at) + domain;
  if (email.length > 254) return refused('email.tooLong');
  return form.test(email) ? accepted(email) : refused('email.format');
}

/** zh****@example.com: the domain tells the person which mailbox, the rest stays hidden. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return maskMiddle(email.slice(0, at), 2, 0) + email.slice(at);
}
