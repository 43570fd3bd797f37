/** What somebody holds up to be checked: scanned, typed, or out of a file. Only our own addresses lead anywhere. */
export type CheckedText =
  | { readonly kind: 'empty' | 'foreign' | 'unreadable' }
  /** 查验码, as printed or typed. */
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'live'; readonly token: string }
  | { readonly kind: 'share'; readonly token: string }
  /** A licence as a file (SD-JWT), which holds its parts together by tildes. */
  | { readonly kind: 'credential'; readonly text: string };

/** Longer than any code, shorter than a licence as a file. */
const longestCode = 64;
const token = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const credential = /^[\w-]+\.[\w-]+\.[\w-]+~[\w~.-]*$/;

/** @param origin where the pages of this register are, e.g. `https://xinglin.example` */
export function readCheckedText(given: string, origin: string): CheckedText {
  const text = given.trim();
  if (text === '') return { kind: 'empty' };
  if (credential.test(text)) return { kind: 'credential', text };
  if (token.test(text) && text.length > longestCode) return { kind: 'live', token: text };
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) || /^(www\.|\/\/)/i.test(text)) return ofAddress(text, origin);
  return text.length <= longestCode ? { kind: 'code', code: text } : { kind: 'unreadable' };
}

function ofAddress(text: string, origin: string): CheckedText {
  if (!URL.canParse(text) || new URL(text).origin !== origin) return { kind: 'foreign' };
  const [, room = '', first = '', second = '', ...more] = new URL(text).pathname.split('/');
  if (more.length > 0) return { kind: 'unreadable' };
  if (room === 'verify' && first === 'live' && token.test(second)) return { kind: 'live', token: second };
  if (room === 'share' && second === '' && /^[\w-]+$/.test(first)) return { kind: 'share', token: first };
  if (room === 'verify' && first !== '' && second === '') return ofCode(first);
  return { kind: 'unreadable' };
}

function ofCode(part: string): CheckedText {
  try {
    return { kind: 'code', code: decodeURIComponent(part) };
  } catch (error) {
    if (error instanceof URIError) return { kind: 'unreadable' };
    throw error;
  }
}
