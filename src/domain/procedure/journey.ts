import type { Application } from './application.ts';
import type { Definition } from './definition.ts';
import { type State, unknownState } from './steps.ts';

/** The legs of the way every application goes, with the words of the trail. */
export const legs = {
  submitted: '已提交',
  institution: '机构审核',
  consent: '跨省同意',
  authority: '卫生健康行政部门审批',
  licence: '办结',
} as const;
export type Leg = keyof typeof legs;

export interface JourneyStep {
  readonly leg: Leg;
  /** `stopped`: the application ended here, or came back for a correction. */
  readonly state: 'done' | 'current' | 'todo' | 'stopped';
  /** Day it was completed (YYYY-MM-DD); null while open, or where the file keeps no day of its own. */
  readonly doneOn: string | null;
}

/** Where a submitted application has been, where it is and what comes, in order. `consent` is there only across provinces. */
export function journeyOf(application: Application): readonly JourneyStep[] {
  const way = wayOf(application);
  const { at, state } = standing(application);
  const here = way.indexOf(at);
  return way.map((leg, index) => {
    const passed = index < here || application.state === 'approved';
    return {
      leg,
      state: passed ? 'done' : index === here ? state : 'todo',
      doneOn: passed ? doneOn(application, leg) : null,
    };
  });
}

function wayOf({ institutionId, authorityId, consentAuthorityId, state, submittedOn }: Application): readonly Leg[] {
  // What nobody reviews was granted when it was asked for.
  if (institutionId === null && state === 'approved') return ['submitted', 'licence'];
  // Where the institution decides there is no authority; before submission nobody knows yet.
  if (authorityId === null && submittedOn !== null && state !== 'draft') return ['submitted', 'institution', 'licence'];
  return consentAuthorityId === null
    ? ['submitted', 'institution', 'authority', 'licence']
    : ['submitted', 'institution', 'consent', 'authority', 'licence'];
}

function standing(application: Application): { at: Leg; state: 'current' | 'stopped' } {
  const stop = (at: Leg) => ({ at, state: 'stopped' as const });
  const on = (at: Leg) => ({ at, state: 'current' as const });
  switch (application.state) {
    case 'draft':
      return on('submitted');
    case 'atInstitution':
      return on('institution');
    case 'returned':
    case 'closedByInstitution':
      return stop('institution');
    case 'atConsent':
      return on('consent');
    case 'consentRefused':
      return stop('consent');
    case 'atAuthority':
    case 'accepted':
    case 'supplement':
      return on('authority');
    case 'notAccepted':
    case 'refused':
      return stop('authority');
    case 'approved':
      return on('licence');
    case 'withdrawn':
      return stop(legReached(application));
    default:
      return unknownState(application.state);
  }
}

/** How far a withdrawn file had come. */
function legReached({ submittedOn, passedOn, receivedOn, consentAuthorityId }: Application): Leg {
  if (submittedOn === null) return 'submitted';
  if (passedOn === null) return 'institution';
  return receivedOn === null && consentAuthorityId !== null ? 'consent' : 'authority';
}

function doneOn(application: Application, leg: Leg): string | null {
  switch (leg) {
    case 'submitted':
      return application.submittedOn;
    case 'institution':
      return application.passedOn;
    case 'consent':
      // A supplement before acceptance moves the day of receipt, so it is not the day of consent any more.
      return application.pauses.length === 0 ? application.receivedOn : null;
    case 'authority':
    case 'licence':
      return application.decidedOn;
    default:
      return unknownLeg(leg);
  }
}

function unknownLeg(leg: never): never {
  throw new Error(`unknown leg ${String(leg)}`);
}

/** What an applicant can do when the institution says no: choose another one, where there is a choice. */
export function afterDecline({ route }: Definition): string {
  return route.institution === 'asked'
    ? '您可以另选一家机构重新申请。'
    : '您可以与机构沟通后重新申请,也可以向主管该机构的卫生健康行政部门反映。';
}

/** What the applicant reads under the heading: who has it now and what comes next. `{x}` is the name of an office. */
export function whatHappensNow(
  definition: Definition,
  { state, startedBy }: Pick<Application, 'state' | 'startedBy'>,
): { readonly now: string; readonly next: string } {
  const words = whatHappens[state];
  if (state === 'closedByInstitution') return { ...words, next: afterDecline(definition) };
  if (state === 'atInstitution' && definition.route.decidedBy === 'institution') {
    return { ...words, next: nobodyElse };
  }
  const stands = startedBy === 'institution' && (state === 'refused' || state === 'notAccepted');
  return stands ? { ...words, next: '您的登记信息没有改变,您不必做什么。' } : words;
}

/** Where the institution decides, no authority can step in for it. */
const nobodyElse =
  '机构审核通过后立即生效。机构停业或者一直不审核的,您可以随时撤回;换到新的机构,请在撤回后办理变更注册。';

const whatHappens: Readonly<Record<State, { readonly now: string; readonly next: string }>> = {
  draft: { now: '这是一份草稿,还没有提交。', next: '填写完成后点击【提交此业务】。' },
  atInstitution: {
    now: '由{institution}审核。',
    next: '机构审核通过后,系统自动转给{afterInstitution},您不必做什么。',
  },
  returned: { now: '{institution}退回给您修改。', next: '请按退回的原因修改,然后重新提交。' },
  atConsent: { now: '由{consent}办理跨省执业同意。', next: '同意后自动转给{authority}受理。' },
  atAuthority: { now: '由{authority}审查是否受理。', next: '五个工作日内没有告知补正的,自收到之日起即为受理。' },
  supplement: {
    now: '{authority}需要您补正材料,审批时限暂停计算。',
    next: '请在期限内提交补正。逾期未提交的,视为撤回,需要时可以重新申请。',
  },
  accepted: { now: '由{authority}审批。', next: '作出决定后会立即通知您和机构。' },
  approved: { now: '已批准,现在生效。', next: '登记信息已经更新,可以随时查看。' },
  refused: { now: '{authority}作出了不予批准的决定。', next: '您可以申请行政复议或者提起行政诉讼,也可以重新申请。' },
  notAccepted: { now: '{authority}不予受理。', next: '您可以申请行政复议或者提起行政诉讼,也可以重新申请。' },
  withdrawn: { now: '这件申请已撤回。', next: '需要时可以重新申请,原来填写的内容会带过去。' },
  closedByInstitution: { now: '{institution}不同意,申请已结束。', next: '' },
  consentRefused: { now: '{consent}不同意跨省执业,申请已结束。', next: '您可以在考核所在省选择机构,重新申请。' },
};
