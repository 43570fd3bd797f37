import type { Article } from './articles.ts';

/** 医师法第十八条第二款: what may be done without 变更注册. Said before anybody fills in a form. */
export const noApplicationNeeded: { readonly article: Article; readonly cases: readonly string[] } = {
  article: {
    law: '医师法',
    article: '第十八条',
    text: '医师从事下列活动的,可以不办理相关变更注册手续:(一)参加规范化培训、进修、对口支援、会诊、突发事件医疗救援、慈善或者其他公益性医疗、义诊;(二)承担国家任务或者参加政府组织的重要活动等;(三)在医疗联合体内的医疗机构中执业。',
  },
  cases: [
    '参加规范化培训(规培)',
    '进修',
    '对口支援',
    '会诊',
    '突发事件医疗救援',
    '慈善或者其他公益性医疗、义诊',
    '承担国家任务或者参加政府组织的重要活动',
    '在医疗联合体(医联体)内的医疗机构中执业',
  ],
};
