import type { Application, Desk } from './application.ts';

/** States of an application, with the words an applicant reads. */
export const states = {
  draft: '草稿',
  atInstitution: '待机构审核',
  returned: '机构退回,待修改',
  atConsent: '待跨省同意',
  atAuthority: '待受理',
  supplement: '待补正',
  accepted: '已受理,审批中',
  approved: '已批准',
  refused: '不予批准',
  notAccepted: '不予受理',
  withdrawn: '已撤回',
  closedByInstitution: '机构不同意',
  consentRefused: '不同意跨省执业',
} as const;
export type State = keyof typeof states;

/** Steps, with the words on the buttons. */
export const steps = {
  submit: '提交此业务',
  withdraw: '撤回',
  nudge: '催办',
  passAtInstitution: '通过',
  returnToApplicant: '退回',
  declineAtInstitution: '不同意',
  giveConsent: '同意',
  refuseConsent: '不同意跨省执业',
  accept: '受理',
  refuseAcceptance: '不予受理',
  askForSupplement: '补正',
  answerSupplement: '提交补正',
  verify: '核对',
  approve: '准予',
  refuse: '不予',
  claim: '申领|亮照',
  report: '报告',
  stepIn: '直接办理',
  escalate: '超期提醒',
  deemAccepted: '视为受理',
  lapse: '视为撤回',
} as const;
export type Step = keyof typeof steps;

/** By which an institution or an authority decides about somebody: whoever takes them proves once more who they are. */
const decisions: readonly Step[] = [
  'passAtInstitution',
  'declineAtInstitution',
  'giveConsent',
  'refuseConsent',
  'refuseAcceptance',
  'approve',
  'refuse',
];

export function isDecision(step: string): boolean {
  return decisions.some((each) => each === step);
}

export interface Move {
  readonly by: Desk;
  readonly to: State | ((application: Application) => State);
}

const afterInstitution = ({ authorityId, consentAuthorityId }: Application): State => {
  if (authorityId === null) return 'approved';
  return consentAuthorityId === null ? 'atAuthority' : 'atConsent';
};
const afterSupplement = (application: Application): State =>
  application.acceptedOn === null ? 'atAuthority' : 'accepted';

const withdraw: Move = { by: 'applicant', to: 'withdrawn' };
const over: Readonly<Partial<Record<Step, Move>>> = {};
const ends = {
  approved: over,
  refused: over,
  notAccepted: over,
  withdrawn: over,
  closedByInstitution: over,
  consentRefused: over,
} satisfies Partial<Record<State, typeof over>>;

/**
 * State × step → who may, and where it leads. Server and screen read this one table; a cell that is not here is a step
 * that cannot be taken. A supplement may be asked before acceptance (行政许可法32) and, with the clock stopped, after it.
 * `claim` is for the kind nobody has to review, `report` for files an institution begins, the clock's steps for what time
 * does by itself.
 */
export const stepTable: Readonly<Record<State, Readonly<Partial<Record<Step, Move>>>>> = {
  draft: {
    submit: { by: 'applicant', to: 'atInstitution' },
    claim: { by: 'applicant', to: 'approved' },
    report: { by: 'institution', to: 'atAuthority' },
    withdraw,
  },
  atInstitution: {
    passAtInstitution: { by: 'institution', to: afterInstitution },
    returnToApplicant: { by: 'institution', to: 'returned' },
    declineAtInstitution: { by: 'institution', to: 'closedByInstitution' },
    nudge: { by: 'applicant', to: 'atInstitution' },
    escalate: { by: 'clock', to: 'atInstitution' },
    stepIn: { by: 'authority', to: afterInstitution },
    withdraw,
  },
  returned: { submit: { by: 'applicant', to: 'atInstitution' }, withdraw },
  atConsent: {
    giveConsent: { by: 'consent', to: 'atAuthority' },
    refuseConsent: { by: 'consent', to: 'consentRefused' },
    withdraw,
  },
  atAuthority: {
    accept: { by: 'authority', to: 'accepted' },
    refuseAcceptance: { by: 'authority', to: 'notAccepted' },
    askForSupplement: { by: 'authority', to: 'supplement' },
    deemAccepted: { by: 'clock', to: 'accepted' },
    withdraw,
  },
  supplement: {
    answerSupplement: { by: 'applicant', to: afterSupplement },
    lapse: { by: 'clock', to: 'withdrawn' },
    withdraw,
  },
  accepted: {
    // A second officer's look at a file of an own clinic, where nobody but the decider has handled it.
    verify: { by: 'authority', to: 'accepted' },
    approve: { by: 'authority', to: 'approved' },
    refuse: { by: 'authority', to: 'refused' },
    askForSupplement: { by: 'authority', to: 'supplement' },
    withdraw,
  },
  ...ends,
};

/** Terminal: nothing can be done any more; the applicant may start again. */
export function isOver(state: State): state is keyof typeof ends {
  return state in ends;
}

/** The applicant may edit the answers in these states. */
export function isEditable(state: State): boolean {
  return state === 'draft' || state === 'returned' || state === 'supplement';
}

/** Steps that are on the table now, whoever may take them; named in conflict messages. */
export function stepsNow(state: State): Step[] {
  return Object.keys(stepTable[state]) as Step[];
}

/** Which desk the file lies on. */
export function deskOf(state: State): Desk | null {
  if (isOver(state)) return null;
  switch (state) {
    case 'draft':
    case 'returned':
    case 'supplement':
      return 'applicant';
    case 'atInstitution':
      return 'institution';
    case 'atConsent':
      return 'consent';
    case 'atAuthority':
    case 'accepted':
      return 'authority';
    default:
      return unknownState(state);
  }
}

/** For the end of a `switch` over the states: the compiler sees to it that none gets here. */
export function unknownState(state: never): never {
  throw new Error(`unknown state ${String(state)}`);
}
