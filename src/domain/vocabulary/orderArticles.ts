import type { Article } from './articles.ts';

/** What an authority may rest an order on (依职权处理). The sentences are those of the laws, with …… where something is left out. */
export const orderArticles = {
  failedAssessment: {
    law: '医师法',
    article: '第四十二条',
    text: '对考核不合格的医师,县级以上人民政府卫生健康主管部门应当责令其暂停执业活动三个月至六个月,并接受相关专业培训。',
  },
  falseMeans: {
    law: '医师法',
    article: '第五十四条第二款',
    text: '以不正当手段取得医师资格证书或者医师执业证书的,由发给证书的卫生健康主管部门予以撤销,三年内不受理其相应申请。',
  },
  certificateTrade: {
    law: '医师法',
    article: '第五十四条第三款',
    text: '伪造、变造、买卖、出租、出借医师执业证书……情节严重的,吊销医师执业证书。',
  },
  duties: {
    law: '医师法',
    article: '第五十五条',
    text: '情节严重的,责令暂停六个月以上一年以下执业活动直至吊销医师执业证书。',
  },
  misconduct: {
    law: '医师法',
    article: '第五十六条',
    text: '情节严重的,责令暂停六个月以上一年以下执业活动直至吊销医师执业证书。',
  },
  outsideRegistration: {
    law: '医师法',
    article: '第五十七条',
    text: '医师未按照注册的执业地点、执业类别、执业范围执业的……情节严重的,责令暂停六个月以上一年以下执业活动直至吊销医师执业证书。',
  },
  ethics: {
    law: '医师法',
    article: '第五十八条',
    text: '严重违反医师职业道德、医学伦理规范,造成恶劣社会影响的,由省级以上人民政府卫生健康主管部门吊销医师执业证书……',
  },
  beyondScope: {
    law: '中医药法',
    article: '第五十五条',
    text: '经考核取得医师资格的中医医师超出注册的执业范围从事医疗活动的,由县级以上人民政府中医药主管部门责令暂停六个月以上一年以下执业活动……情节严重的,吊销执业证书。',
  },
  penaltyMended: {
    law: '行政处罚法',
    article: '第七十五条',
    text: '行政机关应当认真审查,发现有错误的,应当主动改正。',
  },
  reconsidered: {
    law: '行政复议法',
    article: '第六十四条',
    text: '行政行为有下列情形之一的,行政复议机关决定撤销或者部分撤销该行政行为……',
  },
  reconsideredChanged: {
    law: '行政复议法',
    article: '第六十三条',
    text: '行政行为有下列情形之一的,行政复议机关决定变更该行政行为……',
  },
  judged: {
    law: '行政诉讼法',
    article: '第七十条',
    text: '行政行为有下列情形之一的,人民法院判决撤销或者部分撤销,并可以判决被告重新作出行政行为……',
  },
  licenceAnnulled: {
    law: '行政许可法',
    article: '第六十九条',
    text: '被许可人以欺骗、贿赂等不正当手段取得行政许可的,应当予以撤销。',
  },
  deregisterByLaw: {
    law: '医师法',
    article: '第十七条',
    text: '准予注册的卫生健康主管部门应当及时注销注册,废止医师执业证书。',
  },
  licenceCancelled: {
    law: '行政许可法',
    article: '第七十条',
    text: '有下列情形之一的,行政机关应当依法办理有关行政许可的注销手续:……(四)行政许可依法被撤销、撤回,或者行政许可证件依法被吊销的……',
  },
  accurateRegister: {
    law: '个人信息保护法',
    article: '第四十六条',
    text: '个人发现其个人信息不准确或者不完整的,有权请求个人信息处理者更正、补充。',
  },
} as const satisfies Record<string, Article>;
export type OrderArticle = keyof typeof orderArticles;

export function isOrderArticle(value: string): value is OrderArticle {
  return Object.hasOwn(orderArticles, value);
}
