/** How long one sort of record is kept, why so long, and what becomes of it then. */
export interface Retention {
  readonly what: string;
  readonly why: string;
  /** Days from `since`; null: kept for good. */
  readonly days: number | null;
  readonly since: string;
  readonly outcome: string;
}

const needless = '个人信息保护法第十九条、第四十七条:目的实现后不再保存';
const permanent = '医师法第十五条、第二十一条和档案管理要求;数据库拒绝修改和删除';

/**
 * 保存期限 (个人信息保护法17, 19, 47): the one table that the hourly sweep carries out and docs/security/retention.md prints.
 */
export const retention = {
  session: {
    what: '登录会话',
    why: needless,
    days: 7,
    since: '会话过期',
    outcome: '删除',
  },
  code: {
    what: '短信校验码和图形验证码(只存摘要)',
    why: needless,
    days: 1,
    since: '发出',
    outcome: '删除',
  },
  confirmation: {
    what: '验证邮箱的链接(只存摘要)和待验证的邮箱',
    why: needless,
    days: 1,
    since: '链接失效',
    outcome: '删除',
  },
  attempt: {
    what: '登录、激活等的尝试次数(键为摘要)',
    why: needless,
    days: 1,
    since: '尝试',
    outcome: '删除',
  },
  lookup: {
    what: '各网络的公众查询和查验次数(网络为摘要)',
    why: needless,
    days: 1,
    since: '查询',
    outcome: '删除',
  },
  liveCodeUse: {
    what: '亮照码在哪些网络上查验过(码和网络都是摘要)',
    why: needless,
    days: 1,
    since: '查验',
    outcome: '删除',
  },
  licenceShare: {
    what: '电子证照的分享链接(只存摘要)及其打开记录',
    why: `${needless};180天内供本人查看谁打开过`,
    days: 180,
    since: '停止或到期',
    outcome: '删除',
  },
  device: {
    what: '登录过账号的设备(标识为摘要)',
    why: `${needless};用于提醒新设备登录`,
    days: 400,
    since: '最近一次使用',
    outcome: '删除',
  },
  answer: {
    what: '防重复提交的表单编号',
    why: needless,
    days: 3,
    since: '提交',
    outcome: '删除',
  },
  message: {
    what: '短信和邮件的收件号码、标题和正文',
    why: `${needless};消息本身在站内消息中保留`,
    days: 30,
    since: '写入且不再待发',
    outcome: '清空收件人、标题和正文,保留发送时间和通道回执号',
  },
  draft: {
    what: '从未提交的业务草稿',
    why: needless,
    days: 180,
    since: '开始填写',
    outcome: '提前14天通知本人,期满删除',
  },
  walletOffer: {
    what: '存入数字钱包的存入码和令牌(只存摘要)',
    why: needless,
    days: 1,
    since: '生成',
    outcome: '删除',
  },
  walletNonce: {
    what: '钱包用过的一次性随机数(只存摘要)',
    why: needless,
    days: 1,
    since: '使用',
    outcome: '删除',
  },
  photo: {
    what: '已被替换或随草稿删除的照片',
    why: `${needless};第二十八条敏感个人信息`,
    days: 30,
    since: '上传且不再被任何业务、登记引用',
    outcome: '删除文件和记录',
  },
  importFile: {
    what: '导入的原始文件',
    why: needless,
    days: 90,
    since: '批次结束',
    outcome: '删除文件',
  },
  importRefusal: {
    what: '导入中不通过的行',
    why: `${needless};90天内供导入人改正`,
    days: 90,
    since: '批次结束',
    outcome: '删除行,保留批次和行数',
  },
  joiningRefused: {
    what: '未同意的机构入驻申请的扫描件和联系人',
    why: `${needless};90天内供申请人查看理由、主管部门复核`,
    days: 90,
    since: '不同意',
    outcome: '删除扫描件,清空主要负责人、联系人、手机号和电子邮箱,保留申请和决定',
  },
  receipt: {
    what: '执业情况证明(签名的问答)',
    why: `${needless};民法典第一百八十八条诉讼时效三年,期满后仍可用验签文件核对`,
    days: 1095,
    since: '出具',
    outcome: '删除',
  },
  openData: {
    what: '开放数据文件(不含个人信息)和清单',
    why: '每天有新的文件;留30天供核对和补取',
    days: 30,
    since: '制作',
    outcome: '删除文件和记录',
  },
  unusedAccount: {
    what: '注册后从未激活的账号',
    why: needless,
    days: 730,
    since: '注册,且没有待答复的更正申请',
    outcome: '停用并清除姓名、证件号码、手机号、邮箱、登录名和密码',
  },
  readLog: {
    what: '查看记录(谁查看过谁的信息)',
    why: '个人信息保护法第四十四条、第五十四条;数据库拒绝修改和删除',
    days: null,
    since: '写入',
    outcome: '永久保存',
  },
  ledger: {
    what: '操作留痕(台账)',
    why: permanent,
    days: null,
    since: '写入',
    outcome: '永久保存',
  },
  publicLog: {
    what: '透明日志的条目(加盐的承诺值,不含个人信息)、检查点和见证签名',
    why: '注册信息和台账未被改动的凭据;数据库拒绝修改和删除',
    days: null,
    since: '写入',
    outcome: '永久保存',
  },
  register: {
    what: '注册信息、业务申请及其经过、文书',
    why: permanent,
    days: null,
    since: '写入',
    outcome: '永久保存',
  },
  sealedPaper: {
    what: '用印记录、签章的执业证书文件和证照元数据',
    why: permanent,
    days: null,
    since: '写入',
    outcome: '永久保存',
  },
  walletLicence: {
    what: '存入数字钱包的证照的签发和停用记录、状态名单中的位置(不含钱包公钥)',
    why: '状态名单的位置不得重复使用;停用须永久有效',
    days: null,
    since: '存入',
    outcome: '永久保存',
  },
  joiningApproved: {
    what: '已同意的机构入驻申请及其扫描件',
    why: '档案管理要求:机构进入系统的依据',
    days: null,
    since: '同意',
    outcome: '永久保存',
  },
  roster: {
    what: '考核合格人员名册和导入前的旧值',
    why: '医师法第九条;整批撤销和更正的依据',
    days: null,
    since: '导入',
    outcome: '永久保存',
  },
} as const satisfies Record<string, Retention>;

/** Days before its end on which the owner of a draft is told of it; it is kept at least so long after they were. */
export const draftNoticeDays = 14;

/** The moment up to which records of a sort have served their time. */
export function keptUntil(days: number, now: Temporal.Instant): Temporal.Instant {
  return now.subtract({ hours: days * 24 });
}
