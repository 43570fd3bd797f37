import type { Deadline } from '../../domain/procedure/deadline.ts';
import type { Definition, Finding } from '../../domain/procedure/definition.ts';
import type { InstitutionConfirmation } from '../../domain/procedure/events.ts';
import type { Facts } from '../../domain/procedure/facts.ts';
import type { FileChange } from '../../domain/procedure/fileChanges.ts';
import type { Step } from '../../domain/procedure/steps.ts';
import type { DayLedgerRow } from '../../domain/time/dayLedger.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import type { ApplicationRow } from '../../store/applications.ts';
import type { FileNames } from '../../store/deskFile.ts';
import type { LetterRow } from '../../store/letters.ts';
import type { StoredEvent } from '../../store/procedure.ts';

/** Advice with the article it rests on, as applicant and officer read it alike. */
export interface FileFinding extends Finding {
  readonly title: string;
  readonly article: string;
}

/** A file as a desk sees it: `facts`, answers and changes are masked. */
export interface FileView {
  readonly file: ApplicationRow;
  readonly definition: Definition;
  readonly facts: Facts;
  readonly names: FileNames;
  readonly events: readonly StoredEvent[];
  readonly findings: readonly FileFinding[];
  readonly changes: readonly FileChange[];
  /** What the institution had found in order before it returned the file, and nothing has changed of since. */
  readonly carried: readonly InstitutionConfirmation[];
  readonly letters: readonly LetterRow[];
  readonly deadline: Deadline | undefined;
  readonly days: readonly DayLedgerRow[];
  /** Why the actor cannot take a step now; empty when they can. The server asks the same table. */
  readonly refusalsOf: (step: Step) => readonly Refusal[];
}
