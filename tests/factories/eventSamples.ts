import type { ApplicationEvent } from '../../src/domain/procedure/events.ts';

type Of<Type extends ApplicationEvent['type']> = Extract<ApplicationEvent, { type: Type }>;

/** A first submission to the institution of the samples. */
export const sampleSubmitted: Of<'submitted'> = {
  type: 'submitted',
  on: '2026-09-14',
  number: 'ZC-2026-000001',
  subject: '430000',
  provinceCode: '430000',
  institutionId: 'institution-1',
  authorityId: 'authority-1',
  consentAuthorityId: null,
  ownInstitution: false,
  answers: { phone: '13800000000' },
  photoId: 'photo-1',
  changed: [],
};

const on = '2026-09-21';

/** One event of each type, as each may follow a submission. */
export const sampleEvents: { readonly [Type in ApplicationEvent['type']]: Of<Type> } = {
  submitted: sampleSubmitted,
  institutionPassed: { type: 'institutionPassed', on, opinion: '同意聘用', confirmed: ['identity', 'scope'] },
  institutionReturned: { type: 'institutionReturned', on, reasons: '照片不清' },
  institutionDeclined: { type: 'institutionDeclined', on, reasons: '没有岗位' },
  consentGiven: { type: 'consentGiven', on, opinion: '同意来本省' },
  consentRefused: { type: 'consentRefused', on, reasons: '名额已满' },
  accepted: { type: 'accepted', on, dueOn: '2026-10-23', provisional: false },
  notAccepted: { type: 'notAccepted', on, reasons: '不属本机关' },
  supplementAsked: { type: 'supplementAsked', on, items: '身份证件复印件', answerBy: '2026-10-20' },
  supplementAnswered: {
    type: 'supplementAnswered',
    on,
    answers: { phone: '13900000000' },
    photoId: 'photo-2',
    note: '已重新拍照',
    changed: ['个人照片', '联系电话'],
  },
  approved: { type: 'approved', on, opinion: '符合条件', licenceNo: '354430104000001' },
  refused: { type: 'refused', on, ground: 'sentence', reasons: '刑满一年' },
  withdrawn: { type: 'withdrawn', on, reasons: '另有安排' },
  nudged: { type: 'nudged', on },
  claimed: { type: 'claimed', on, number: 'DZ-2026-000001' },
  reported: {
    type: 'reported',
    on,
    number: 'BA-2026-000001',
    provinceCode: '430000',
    institutionId: 'institution-1',
    authorityId: 'authority-1',
    answers: { reason: '调离' },
    knownOn: '2026-09-01',
    late: false,
  },
  escalated: { type: 'escalated', on },
  verified: { type: 'verified', on, opinion: '材料与原件一致' },
  steppedIn: { type: 'steppedIn', on, reasons: '机构停业' },
  deemedAccepted: { type: 'deemedAccepted', on, acceptedOn: '2026-09-14', dueOn: '2026-10-16', provisional: false },
  lapsed: { type: 'lapsed', on },
};
