import type { AuthorityQueue, ConsentQueue, InstitutionQueue } from '../../store/desk.ts';

export type { AuthorityQueue, ConsentQueue, InstitutionQueue };

/** The queues of each desk in the order of its side, with the words of the side. */
export const institutionQueueLabels: Readonly<Record<InstitutionQueue, string>> = {
  atInstitution: '待审核',
  returned: '已退回,待修改',
  underWay: '已通过,办理中',
  over: '已办结',
};

export const authorityQueueLabels: Readonly<Record<AuthorityQueue, string>> = {
  atAuthority: '待受理',
  accepted: '审批中',
  supplement: '待补正',
  atConsent: '待跨省同意',
  escalated: '机构超期',
  over: '已办结',
};

export const consentQueueLabels: Readonly<Record<ConsentQueue, string>> = {
  atConsent: '待同意',
  given: '已同意',
  refused: '不同意',
};

/** The queue an address names; the first of the desk when it names none. */
export function queueNamed<Name extends string>(
  labels: Readonly<Record<Name, string>>,
  asked: string,
  first: Name,
): Name {
  return Object.hasOwn(labels, asked) ? (asked as Name) : first;
}
