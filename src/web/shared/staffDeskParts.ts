import type { ComponentChildren, VNode } from 'preact';
import type { Outcome } from '../../actions/outcome.ts';
import type { StaffActor } from '../../actions/secondFactor/staffActor.ts';
import type { Answer } from './answer.ts';
import type { ActorContext } from './context.ts';
import type { Frame } from './outcomePage.tsx';

export type StaffContext = ActorContext<StaffActor>;

/** What differs between the staff pages of the two ends. */
export interface StaffDesk {
  readonly end: 'institution' | 'authority';
  readonly roles: Readonly<Record<string, string>>;
  readonly paths: {
    readonly staff: string;
    readonly staffMember: (id: string) => string;
    readonly staffActive: (id: string) => string;
    readonly staffRole: (id: string) => string;
    readonly staffConfirm: (id: string) => string;
    readonly staffReset: (id: string) => string;
    /** Where the administrators below are, at the end that has some. */
    readonly administrators?: string;
    readonly invitations: string;
    readonly invitationAgain: (id: string) => string;
    readonly invitationRevoke: (id: string) => string;
  };
  readonly frame: (
    context: StaffContext,
    page: { title: string; current: 'staff'; flash?: VNode | undefined; children: ComponentChildren },
  ) => VNode;
  readonly message: Frame;
}

/** Back to 人员 with a word of what was done, or with everything that is wrong. */
export type AnswerStaff = (context: StaffContext, outcome: Outcome<unknown>, said: string) => Promise<Answer>;
