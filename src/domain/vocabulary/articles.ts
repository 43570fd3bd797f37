/** One article of a law as it is cited and quoted on screen and in letters. */
export interface Article {
  readonly law: string;
  readonly article: string;
  /** The sentence relied on, word for word; …… where something is left out. A house test holds it against docs/law. */
  readonly text: string;
}

/** 《医师法》第十三条 */
export function cite(article: Article): string {
  return `《${article.law}》${article.article}`;
}

export const articles = {
  registration: {
    law: '医师法',
    article: '第十三条',
    text: '国家实行医师执业注册制度。取得医师资格的,可以向所在地县级以上地方人民政府卫生健康主管部门申请注册。',
  },
  refusalGrounds: {
    law: '医师法',
    article: '第十六条',
    text: '受理申请的卫生健康主管部门对不予注册的,应当自受理申请之日起二十个工作日内书面通知申请人和其所在医疗卫生机构,并说明理由。',
  },
  mainInstitution: {
    law: '医师法',
    article: '第十五条',
    text: '医师在二个以上医疗卫生机构定期执业的,应当以一个医疗卫生机构为主,并按照国家有关规定办理相关手续。',
  },
  change: {
    law: '医师法',
    article: '第十八条',
    text: '医师变更执业地点、执业类别、执业范围等注册事项的,应当依照本法规定到准予注册的卫生健康主管部门办理变更注册手续。',
  },
  deregistration: {
    law: '医师法',
    article: '第十七条',
    text: '医师注册后有下列情形之一的,注销注册,废止医师执业证书:(一)死亡;(二)受刑事处罚;(三)被吊销医师执业证书;(四)医师定期考核不合格,暂停执业活动期满,再次考核仍不合格;(五)中止医师执业活动满二年;(六)法律、行政法规规定不得从事医疗卫生服务或者应当办理注销手续的其他情形。有前款规定情形的,医师所在医疗卫生机构应当在三十日内报告准予注册的卫生健康主管部门……',
  },
  otherInstitutions: {
    law: '医师执业注册管理办法',
    article: '第十条',
    text: '在同一执业地点多个机构执业的医师,应当确定一个机构作为其主要执业机构;对于拟执业的其他机构,应当向批准该机构执业的卫生计生行政部门分别申请备案,注明所在执业机构的名称。',
  },
  leaving: {
    law: '医师执业注册管理办法',
    article: '第十九条',
    text: '医师有调离、退休、退职、被辞退、开除等情形的,其所在机构应当自办理相关手续之日起三十日内报注册主管部门,办理备案;备案满二年且未继续执业的予以注销。',
  },
  accurateInformation: {
    law: '个人信息保护法',
    article: '第四十六条',
    text: '个人发现其个人信息不准确或者不完整的,有权请求个人信息处理者更正、补充。',
  },
  electronicLicence: {
    law: '国务院关于在线政务服务的若干规定',
    article: '第十条',
    text: '电子证照与纸质证照具有同等法律效力。',
  },
  onlineMaterials: {
    law: '国务院关于在线政务服务的若干规定',
    article: '第七条',
    text: '行政相对人在线办理政务服务事项,应当提交真实、有效的办事材料;政务服务机构通过数据共享能够获得的信息,不得要求行政相对人另行提供。',
  },
  returnToPractice: {
    law: '医师法',
    article: '第十九条',
    text: '中止医师执业活动二年以上或者本法规定不予注册的情形消失,申请重新执业的,应当由县级以上人民政府卫生健康主管部门或者其委托的医疗卫生机构、行业组织考核合格,并依照本法规定重新注册。',
  },
  publication: {
    law: '医师法',
    article: '第二十一条',
    text: '县级以上地方人民政府卫生健康主管部门应当将准予注册和注销注册的人员名单及时予以公告……并按照规定通过网站提供医师注册信息查询服务。',
  },
  falseMeans: {
    law: '医师法',
    article: '第五十四条',
    text: '以不正当手段取得医师资格证书或者医师执业证书的,由发给证书的卫生健康主管部门予以撤销,三年内不受理其相应申请。',
  },
  specialtyScope: {
    law: '中医药法',
    article: '第十五条',
    text: '按照考核内容进行执业注册后,即可在注册的执业范围内,以个人开业的方式或者在医疗机构内从事中医医疗活动。',
  },
  crossProvince: {
    law: '中医医术确有专长人员医师资格考核注册管理暂行办法',
    article: '注册管理的规定',
    text: '中医(专长)医师跨省执业的,应当取得拟执业所在地省级中医药主管部门同意,并办理注册。',
  },
  suspension: {
    law: '中医药法',
    article: '第五十五条',
    text: '经考核取得医师资格的中医医师超出注册的执业范围从事医疗活动的,由县级以上人民政府中医药主管部门责令暂停六个月以上一年以下执业活动,并处一万元以上三万元以下罚款;情节严重的,吊销执业证书。',
  },
  practicePlace: {
    law: '医师执业注册管理办法',
    article: '第七条',
    text: '执业医师的执业地点为执业所在的省级行政区划。',
  },
  supplementOnce: {
    law: '行政许可法',
    article: '第三十二条',
    text: '申请材料不齐全或者不符合法定形式的,应当当场或者在五日内一次告知申请人需要补正的全部内容,逾期不告知的,自收到申请材料之日起即为受理。',
  },
  truthfulMaterial: {
    law: '行政许可法',
    article: '第三十一条',
    text: '申请人申请行政许可,应当如实向行政机关提交有关材料和反映真实情况,并对其申请材料实质内容的真实性负责。',
  },
  decision: {
    law: '行政许可法',
    article: '第三十八条',
    text: '申请人的申请符合法定条件、标准的,行政机关应当依法作出准予行政许可的书面决定。',
  },
  refusalInWriting: {
    law: '行政许可法',
    article: '第三十八条',
    text: '行政机关依法作出不予行政许可的书面决定的,应当说明理由,并告知申请人享有依法申请行政复议或者提起行政诉讼的权利。',
  },
  workingDays: {
    law: '行政许可法',
    article: '第八十二条',
    text: '本法规定的行政机关实施行政许可的期限以工作日计算,不含法定节假日。',
  },
  humanDecision: {
    law: '个人信息保护法',
    article: '第二十四条',
    text: '通过自动化决策方式作出对个人权益有重大影响的决定,个人有权要求个人信息处理者予以说明,并有权拒绝个人信息处理者仅通过自动化决策的方式作出决定。',
  },
  reconsideration: {
    law: '行政复议法',
    article: '第二十条',
    text: '可以自知道或者应当知道该行政行为之日起六十日内提出行政复议申请。',
  },
  litigation: {
    law: '行政诉讼法',
    article: '第四十六条',
    text: '应当自知道或者应当知道作出行政行为之日起六个月内提出。',
  },
} as const satisfies Record<string, Article>;

/** 医师法第十六条: the closed list of grounds on which registration is refused. */
export const refusalGrounds = {
  incapacity: '(一)无民事行为能力或者限制民事行为能力',
  sentence: '(二)受刑事处罚,刑罚执行完毕不满二年或者被依法禁止从事医师职业的期限未满',
  licenceRevoked: '(三)被吊销医师执业证书不满二年',
  assessmentFailed: '(四)因医师定期考核不合格被注销注册不满一年',
  otherByLaw: '(五)法律、行政法规规定不得从事医疗卫生服务的其他情形',
} as const;
export type RefusalGround = keyof typeof refusalGrounds;

export function isRefusalGround(value: string): value is RefusalGround {
  return Object.hasOwn(refusalGrounds, value);
}

/**
 * What a refused applicant may do, where and until when: a department's acts are reconsidered by the government of its own level
 * alone (行政复议法20, 24; 行政诉讼法46).
 */
export const remedies =
  '如不服本决定,可以自知道之日起六十日内向本机关的本级人民政府申请行政复议,也可以自知道之日起六个月内依法提起行政诉讼。';
