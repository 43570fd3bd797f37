import { type Article, articles } from './articles.ts';
import type { RefusalCode } from './refusals.ts';

/** Where a cure is found; the ends know the addresses. A kind is one of the catalogue. */
export type CurePlace =
  | { readonly page: 'activation' | 'correction' | 'ownFiles' | 'maintenance' }
  | { readonly kind: 'registration' | 'change' | 'multiSiteFiling' | 'reactivation' };

/** What to do about a reason why something cannot be begun. */
export interface Cure {
  /** What the reason rests on; null where the articles of the kind itself say it. */
  readonly article: Article | null;
  readonly words: string;
  /** Null where only time or an office can cure it. */
  readonly to: { readonly place: CurePlace; readonly label: string } | null;
}

/** Every reason that whoMayStart of a kind can give; a test proves that none is missing. */
export type StartCode = Extract<RefusalCode, `start.${string}` | `licence.${string}` | `institution.${string}`>;

const ownFiles = { place: { page: 'ownFiles' }, label: '查看正在办理的业务' } as const;
const registration = { place: { kind: 'registration' }, label: '办理执业注册' } as const;
const correction = { place: { page: 'correction' }, label: '信息更正申请' } as const;

const cures: Readonly<Record<StartCode, Cure>> = {
  'start.notActivated': {
    article: articles.registration,
    words: '用资格证书编码激活账户后就可以办理。',
    to: { place: { page: 'activation' }, label: '账户激活' },
  },
  'start.noQualification': {
    article: articles.registration,
    words: '由考核所在省核实后补登资格信息。',
    to: correction,
  },
  'start.qualificationInvalid': {
    article: articles.specialtyScope,
    words: '认为登记有误的,可以申请更正。',
    to: correction,
  },
  'start.barred': { article: articles.refusalGrounds, words: '期满后可以申请。', to: null },
  'start.alreadyRegistered': {
    article: articles.change,
    words: '同一省内只有一条执业注册,换机构办理变更。',
    to: { place: { kind: 'change' }, label: '办理变更注册' },
  },
  'start.alreadyOpen': { article: null, words: '同一件事同时只能办理一件。', to: ownFiles },
  'start.otherOpen': { article: null, words: '那一件办结或者撤回后,就可以办理。', to: ownFiles },
  'start.noEntry': { article: null, words: '先取得有效的执业注册。', to: registration },
  'start.noSite': {
    article: articles.otherInstitutions,
    words: '要在另一家机构执业的,先办理备案。',
    to: { place: { kind: 'multiSiteFiling' }, label: '办理多执业机构备案' },
  },
  'start.noInactiveEntry': {
    article: articles.leaving,
    words: '执业信息有效的不用办理;已经注销的,重新申请注册。',
    to: null,
  },
  'start.notRegistered': { article: articles.registration, words: '注册到医疗机构后就可以办理。', to: registration },
  'start.entryStands': {
    article: null,
    words: '备案中的,先办理取消备案;暂停执业的,期满自动恢复;已经注销的,重新申请注册。',
    to: null,
  },
  'start.twoYearsOver': {
    article: articles.deregistration,
    words: '注销后可以重新申请注册,需要考核合格(医师法第十九条)。',
    to: null,
  },
  'start.institutionClosed': {
    article: articles.leaving,
    words: '取消备案只能回到原来的机构执业;注销后可以在新的机构重新注册。',
    to: null,
  },
  'licence.suspended': { article: articles.electronicLicence, words: '期满的次日自动恢复,不用申请。', to: null },
  'licence.inactive': {
    article: articles.leaving,
    words: '取消备案批准后,电子证照恢复。',
    to: { place: { kind: 'reactivation' }, label: '办理取消备案' },
  },
  'licence.ended': {
    article: articles.deregistration,
    words: '重新注册后领取新的电子证照。',
    to: registration,
  },
  'licence.noPhoto': {
    article: articles.electronicLicence,
    words: '照片经机构审核通过后,就可以亮照。',
    to: { place: { page: 'maintenance' }, label: '信息维护:上传照片' },
  },
  'licence.noScope': { article: articles.specialtyScope, words: '由考核所在省核实后补全。', to: correction },
  'institution.required': { article: null, words: '在申请的第一页选择。', to: null },
  'institution.unknown': { article: null, words: '请重新查找机构。', to: null },
  'institution.inactive': { article: null, words: '请选择其他机构。', to: null },
  'institution.noAuthority': { article: null, words: '由当地卫生健康行政部门开通后可以办理。', to: null },
  'institution.sameAsNow': { article: articles.change, words: '主要执业机构不变的,不用办理变更。', to: null },
  'institution.isMain': { article: articles.mainInstitution, words: '备案的是主要执业机构以外的机构。', to: null },
  'institution.otherProvince': {
    article: articles.practicePlace,
    words: '执业地点是一个省;到另一省执业是另一条注册。',
    to: registration,
  },
};

/** How the reason is cured; undefined for a reason that has nothing to do with beginning something. */
export function cureOf(code: RefusalCode): Cure | undefined {
  return isStartCode(code) ? cures[code] : undefined;
}

function isStartCode(code: RefusalCode): code is StartCode {
  return Object.hasOwn(cures, code);
}
