import { accepted, type Checked, refused } from './checked.ts';

// Unicode Bidi_Control (TR9): a number or name that reads differently from what is stored deceives the officer.
const bidirectionalControl = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

// Line breaks and tabs are text. Everything else in Cc is lost or forbidden in PostgreSQL (NUL), XML and spreadsheets.
const forbiddenControl = /[^\P{Cc}\t\n]/u;

// Browsers do not trim these: input methods and chat programs add them around pasted text.
const outerBlank = /^[\s\u00AD\u180E\u200B-\u200D\u2060\uFEFF]+|[\s\u00AD\u180E\u200B-\u200D\u2060\uFEFF]+$/gu;

const invisible = /[\u00AD\u180E\u200B-\u200D\u2060\uFEFF]/gu;

/**
 * Text as it may be stored: NFC, line breaks as \n, blanks at both ends removed. Full-width punctuation stays,
 * since it is right in Chinese prose and a scope of practice must be kept as written. Idempotent.
 */
export function normalizeText(raw: string): Checked<string> {
  if (!raw.isWellFormed()) return refused('text.damaged');
  if (bidirectionalControl.test(raw)) return refused('text.bidirectional');
  const text = raw.replace(/\r\n?/g, '\n');
  if (forbiddenControl.test(text)) return refused('text.controlCharacter');
  return accepted(text.normalize('NFC').replace(outerBlank, ''));
}

/**
 * A one-line entry (name, number, address of mail …): as `normalizeText`, and full-width ASCII becomes half-width,
 * invisible characters go, and any run of blanks or line breaks inside becomes one space. Idempotent.
 */
export function normalizeEntry(raw: string): Checked<string> {
  const entry = raw
    .replace(invisible, '')
    .replace(/[\uFF01-\uFF5E]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const text = normalizeText(entry);
  return text.ok ? accepted(text.value.replace(/\s+/gu, ' ')) : text;
}

/** A number people type in groups: as `normalizeEntry`, ASCII letters in upper case, without spaces, every dash written `-`. */
export function normalizeCode(raw: string): Checked<string> {
  const entry = normalizeEntry(raw);
  if (!entry.ok) return entry;
  return accepted(
    entry.value
      .replace(/[\u2010-\u2015\u2212\uFE58\uFE63]/gu, '-')
      .replace(/ /g, '')
      // ASCII only: the upper case of some other letters is longer and would not be NFC.
      .replace(/[a-z]/g, (letter) => letter.toUpperCase())
      // A mark that stood after a space may now stand after a letter.
      .normalize('NFC'),
  );
}

/** A number in which dashes mean nothing either: as `normalizeCode`, without them. */
export function normalizeDigits(raw: string): Checked<string> {
  const code = normalizeCode(raw);
  return code.ok ? accepted(code.value.replaceAll('-', '').normalize('NFC')) : code;
}
