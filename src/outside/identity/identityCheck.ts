export type IdentityAnswer =
  /** Name and number belong together in the authority's records. */
  | 'matched'
  /** They do not, or the number cannot exist. */
  | 'notMatched'
  /** Nobody could say: the institution confirms identity in person, with the document in hand. */
  | 'unavailable';

export interface IdentityCheck {
  readonly name: string;
  /** True when no authority is asked. */
  readonly local: boolean;
  /** Why the answer is always `unavailable`; undefined when an authority is asked. */
  readonly reason?: string;
  /** @param person `idType` is our own document type; only a resident identity card can be asked about. Never throws for a provider's failure. */
  check(person: { name: string; idType: string; idNumber: string }): Promise<IdentityAnswer>;
}
