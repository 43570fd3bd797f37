import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import type { DeskActor } from './actor.ts';
import { aboutThemselves, type Concerned, isTheirs } from './oneself.ts';

/** How long each part of 找回账号 at a counter takes. */
export const recoveryTerms = { waitHours: 72, lapseDays: 7, linkDays: 7 } as const;

export const recoveryStates = {
  started: '待复核',
  confirmed: '等待期(72小时)',
  ready: '待本人设置密码',
  completed: '已找回',
  cancelled: '本人已取消',
  rejected: '未获确认',
  lapsed: '已失效',
} as const;
export type RecoveryState = keyof typeof recoveryStates;

/** What decides who may confirm: who started it, where, and how many others of the institution could. */
export interface StartedRecovery extends Concerned {
  /** A dispute about the identity is open. */
  readonly frozen: boolean;
  readonly institutionId: string | null;
  readonly authorityId: string;
  readonly authority: string;
  readonly startedBy: string;
  readonly starterIdNumber: string | null;
  /** Active accounts of the institution besides the starter's and the physician's own. */
  readonly others: number;
}

/** Why this person cannot start it: never about themselves; at an authority only who handles cases. */
export function mayStartRecovery(actor: DeskActor, person: Concerned): readonly Refusal[] {
  return [...rightOf(actor, '办理找回账号'), ...aboutThemselves(actor, person, 'recovery.aboutYourself')];
}

/** Why this person cannot confirm it: a second human being of the same counter, where it has one. */
export function mayConfirmRecovery(actor: DeskActor, started: StartedRecovery): readonly Refusal[] {
  const atInstitution = started.institutionId !== null && started.others > 0;
  if (actor.end === 'authority' && atInstitution) return [refusal('recovery.institutionConfirms')];
  if (actor.end === 'institution' && started.institutionId !== null && started.others === 0)
    return [refusal('recovery.authorityConfirms', undefined, { authority: started.authority })];
  const same = isTheirs(actor, started.startedBy) || isSame(actor.idNumber, started.starterIdNumber);
  return [
    ...rightOf(actor, '确认找回账号'),
    ...(same ? [refusal('recovery.secondPerson')] : []),
    ...(started.frozen ? [refusal('recovery.frozen')] : []),
    ...aboutThemselves(actor, started, 'recovery.aboutYourself'),
  ];
}

/** Why this person cannot stop it: anybody of the counter can, with a reason. */
export function mayStopRecovery(actor: DeskActor, reason: string): readonly Refusal[] {
  return [
    ...rightOf(actor, '停止办理'),
    ...(reason === '' ? [refusal('field.required', 'words', { label: '停止办理的理由' })] : []),
  ];
}

function rightOf(actor: DeskActor, step: string): readonly Refusal[] {
  const allowed = actor.end === 'institution' || actor.role === 'officer' || actor.role === 'decider';
  return allowed ? [] : [refusal('step.moreRight', undefined, { step })];
}

function isSame(one: string | null, other: string | null): boolean {
  return one !== null && one === other;
}
