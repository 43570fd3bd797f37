import type { Refusal } from '../domain/vocabulary/refusals.ts';

/** Somebody else was faster: who moved it, when, to what, and what can be done now. */
export interface Conflict {
  readonly state: string;
  readonly movedBy: string;
  readonly at: string | null;
  readonly stepsNow: readonly string[];
}

/**
 * What an action answers. `refused` is expected and lists everything at once; `conflict` is 409; `notFound` also stands for
 * "not yours": nobody learns that somebody else's file exists. Faults are thrown.
 */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'conflict'; readonly conflict: Conflict }
  | { readonly kind: 'notFound' };

export function done<T>(value: T): Outcome<T> {
  return { kind: 'done', value };
}

export function refuse(...refusals: readonly Refusal[]): {
  readonly kind: 'refused';
  readonly refusals: readonly Refusal[];
} {
  return { kind: 'refused', refusals };
}

export const notFound = { kind: 'notFound' } as const;
