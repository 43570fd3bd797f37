import type { Readable } from 'node:stream';
import type { VNode } from 'preact';

/** What a page answers: a page, a way on, or bytes. */
export type Answer =
  | { readonly kind: 'html'; readonly page: VNode; readonly status: number }
  | { readonly kind: 'redirect'; readonly location: string }
  | {
      readonly kind: 'bytes';
      readonly type: string;
      readonly body: Uint8Array | string | Readable;
      readonly fileName: string | null;
    }
  | { readonly kind: 'json'; readonly value: unknown };

export function html(page: VNode, status = 200): Answer {
  return { kind: 'html', page, status };
}

/** After a post: 303, so that going back or reloading never sends the form again. */
export function redirect(location: string): Answer {
  return { kind: 'redirect', location };
}

/** A file; with a name it is offered for saving, without it is shown. */
export function bytes(type: string, body: Uint8Array | string | Readable, fileName: string | null = null): Answer {
  return { kind: 'bytes', type, body, fileName };
}

export function json(value: unknown): Answer {
  return { kind: 'json', value };
}
