import type { RefusalGround } from '../vocabulary/articles.ts';
import type { Answers } from './application.ts';

/** What the institution's clerk ticks before 通过; each is a statement the clerk answers for. */
export const institutionConfirmations = {
  identity: '已当面核对身份证件原件,人证一致',
  photo: '照片为本人近6个月免冠正面照',
  employment: '已聘用(或拟聘用),同意其在本机构执业',
  scope: '本机构的诊疗科目能够开展其执业范围内的诊疗活动',
} as const;
export type InstitutionConfirmation = keyof typeof institutionConfirmations;

/** What happened to an application. `on` is the day in Asia/Shanghai (YYYY-MM-DD). */
export type ApplicationEvent =
  | {
      readonly type: 'submitted';
      readonly on: string;
      readonly number: string;
      readonly subject: string;
      readonly provinceCode: string;
      readonly institutionId: string;
      /** Null where the institution decides (信息维护). */
      readonly authorityId: string | null;
      readonly consentAuthorityId: string | null;
      readonly ownInstitution: boolean;
      readonly answers: Answers;
      readonly photoId: string | null;
      /** Labels of what differs from the last submission; empty the first time. */
      readonly changed: readonly string[];
    }
  | {
      readonly type: 'institutionPassed';
      readonly on: string;
      readonly opinion: string;
      readonly confirmed: readonly InstitutionConfirmation[];
    }
  | {
      readonly type: 'institutionReturned';
      readonly on: string;
      readonly reasons: string;
      /** What the clerk had found in order already; not there in events from before it was kept. */
      readonly confirmed?: readonly InstitutionConfirmation[];
    }
  | { readonly type: 'institutionDeclined'; readonly on: string; readonly reasons: string }
  | { readonly type: 'consentGiven'; readonly on: string; readonly opinion: string }
  | { readonly type: 'consentRefused'; readonly on: string; readonly reasons: string }
  | { readonly type: 'accepted'; readonly on: string; readonly dueOn: string; readonly provisional: boolean }
  | { readonly type: 'notAccepted'; readonly on: string; readonly reasons: string }
  | { readonly type: 'supplementAsked'; readonly on: string; readonly items: string; readonly answerBy: string }
  | {
      readonly type: 'supplementAnswered';
      readonly on: string;
      readonly answers: Answers;
      readonly photoId: string | null;
      readonly note: string;
      readonly changed: readonly string[];
    }
  | { readonly type: 'verified'; readonly on: string; readonly opinion: string }
  | {
      readonly type: 'approved';
      readonly on: string;
      readonly opinion: string;
      readonly licenceNo: string;
      /** Day from which a bar runs, where the ground names one. */
      readonly barFrom?: string;
    }
  /** `ground`: of 医师法16, where the kind has that list; null: it rests on the articles of the kind. */
  | { readonly type: 'refused'; readonly on: string; readonly ground: RefusalGround | null; readonly reasons: string }
  | { readonly type: 'withdrawn'; readonly on: string; readonly reasons: string }
  | { readonly type: 'nudged'; readonly on: string }
  | { readonly type: 'claimed'; readonly on: string; readonly number: string }
  | {
      readonly type: 'reported';
      readonly on: string;
      readonly number: string;
      readonly provinceCode: string;
      readonly institutionId: string;
      readonly authorityId: string;
      readonly answers: Answers;
      /** Day on which the institution knew (知悉), from which its thirty days run. */
      readonly knownOn: string;
      readonly late: boolean;
    }
  | { readonly type: 'escalated'; readonly on: string }
  | { readonly type: 'steppedIn'; readonly on: string; readonly reasons: string }
  | {
      readonly type: 'deemedAccepted';
      readonly on: string;
      /** Day of receipt, from which it counts as accepted. */
      readonly acceptedOn: string;
      readonly dueOn: string;
      readonly provisional: boolean;
    }
  | { readonly type: 'lapsed'; readonly on: string };

export type ApplicationEventType = ApplicationEvent['type'];

/** The heading of an event in the timeline. */
export const eventTitles: Readonly<Record<ApplicationEventType, string>> = {
  submitted: '提交申请',
  institutionPassed: '机构审核通过',
  institutionReturned: '机构退回修改',
  institutionDeclined: '机构不同意',
  consentGiven: '跨省执业:同意',
  consentRefused: '跨省执业:不同意',
  accepted: '受理',
  notAccepted: '不予受理',
  supplementAsked: '要求补正',
  supplementAnswered: '提交补正',
  verified: '核对',
  approved: '准予',
  refused: '不予',
  withdrawn: '撤回',
  nudged: '催办',
  claimed: '申领成功',
  reported: '机构报告',
  escalated: '机构超期未审核,已提醒机构管理员和主管部门',
  steppedIn: '主管部门直接办理',
  deemedAccepted: '逾期未告知补正,视为受理',
  lapsed: '逾期未补正,视为撤回',
};
