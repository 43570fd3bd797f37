import type { Application } from '../../domain/procedure/application.ts';
import type { Deadline } from '../../domain/procedure/deadline.ts';
import { type JourneyStep, journeyOf, type Leg, legs } from '../../domain/procedure/journey.ts';
import { states, steps } from '../../domain/procedure/steps.ts';
import { Trail, type TrailStep } from '../shared/timeline.tsx';

export interface ProgressTrailProps {
  application: Application;
  deadline: Deadline | undefined;
  institution: string | null;
  authority: string | null;
}

/** 已提交 → 机构审核 → [跨省同意] → 卫生健康行政部门审批 → 办结, with days and names. */
export function ProgressTrail(props: ProgressTrailProps) {
  return <Trail steps={journeyOf(props.application).map((step) => trailStep(step, props))} />;
}

function trailStep(step: JourneyStep, props: ProgressTrailProps): TrailStep {
  return { label: labelOf(step, props), state: step.state, note: noteOf(step, props) };
}

function labelOf({ leg, state }: JourneyStep, { application }: ProgressTrailProps): string {
  if (leg !== 'institution' || state !== 'done') return legs[leg];
  if (application.steppedInOn !== null) return steps.stepIn;
  return application.startedBy === 'institution' ? '机构报告' : `${legs[leg]}通过`;
}

function noteOf(step: JourneyStep, props: ProgressTrailProps): string | undefined {
  switch (step.state) {
    case 'done':
      return [step.doneOn === null ? '' : monthDay(step.doneOn), officeOf(step.leg, props)].filter(Boolean).join(' · ');
    case 'current':
      return currentNote(step.leg, props);
    case 'stopped':
      return states[props.application.state];
    case 'todo':
      return step.leg === 'licence' ? '通过后立即生效' : undefined;
  }
}

function currentNote(leg: Leg, { application, deadline }: ProgressTrailProps): string {
  if (leg === 'licence') return '已生效,可以查看';
  if (application.state === 'supplement') return `等您补正${deadline === undefined ? '' : `,${daysLeft(deadline)}`}`;
  return deadline === undefined ? states[application.state] : daysLeft(deadline);
}

function officeOf(leg: Leg, { application, institution, authority }: ProgressTrailProps): string {
  if (leg === 'institution') return (application.steppedInOn === null ? institution : authority) ?? '';
  return leg === 'authority' ? (authority ?? '') : '';
}

/** 剩余 14 个工作日(12月10日前) — with 暂定 where the calendar of that year is not announced yet. */
export function daysLeft({ left, dueOn, provisional, late, paused }: Deadline): string {
  if (paused || dueOn === null) return '暂停计时';
  const due = `(${monthDay(dueOn)}前${provisional ? ',暂定' : ''})`;
  return late ? `已超过期限${due}` : `剩余 ${left} 个工作日${due}`;
}

/** 12月10日 */
export function monthDay(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return `${date.month}月${date.day}日`;
}
