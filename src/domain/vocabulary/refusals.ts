import { credentialRefusalTexts } from './credentialTexts.ts';
import { fieldRefusalTexts } from './fieldTexts.ts';
import { identityRefusalTexts } from './identityTexts.ts';
import { joiningRefusalTexts } from './joiningTexts.ts';
import { liveRefusalTexts } from './liveTexts.ts';
import { logRefusalTexts } from './logTexts.ts';
import { publicRefusalTexts } from './publicTexts.ts';
import { staffRefusalTexts } from './staffTexts.ts';

/** What a refusal text may be filled with. */
export type Parameters = Readonly<Record<string, string>>;

/** An expected "no": a value, told all at once, at the field it belongs to. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Form field it belongs to; absent when it is about the whole. */
  readonly field?: string | undefined;
  readonly parameters?: Parameters | undefined;
}

/**
 * Every refusal this program can give, in words that say what to do. `{x}` is a parameter.
 * A test proves that each code used in the source stands here and that each one here is used.
 */
export const refusalTexts = {
  ...fieldRefusalTexts,
  ...identityRefusalTexts,
  ...staffRefusalTexts,
  ...joiningRefusalTexts,
  ...liveRefusalTexts,
  ...credentialRefusalTexts,
  ...publicRefusalTexts,
  ...logRefusalTexts,
  // 必填与格式
  'field.required': '请填写{label}。',
  'field.choose': '请选择{label}。',
  'field.tooLong': '{label}最多{max}个字,请缩短。',
  'field.invalidChoice': '请从列表中选择{label}。',
  'date.future': '{label}不能晚于今天。',
  'contactPhone.format': '{label}请填写手机号或带区号的座机号,例如 0731-88886666。',
  'password.mismatch': '两次输入的密码不一样,请重新输入。',
  'regionCode.unknown': '没有这个行政区划代码,请核对。',
  // 账户
  'captcha.wrong': '验证码不正确或已过期,请看新的图片重新输入。',
  'notice.unread': '请阅读并勾选“我同意隐私政策”后继续。',
  'registration.restart': '填写时间太长,为了您的信息安全请从第一步重新开始。',
  'account.loginTaken': '这个登录名已有人使用,请换一个。',
  'account.phoneTaken': '这个手机号已用于其他账号,请换一个手机号。',
  'phone.proveOldFirst': '请先验证原手机号(验证后10分钟内有效),再填写新手机号码。',
  'phone.sameAsNow': '这就是您现在的手机号,请填写另一个手机号。',
  'email.mismatch': '两次输入的邮箱不一样,请重新输入。',
  'email.alreadyVerified': '这个邮箱已完成验证,不用再次验证。',
  'email.linkOver': '这个链接已使用过或已超过24小时,请登录后在“安全设置”中重新发送验证邮件。',
  'mail.tooSoon': '刚刚已发送过验证邮件,请1分钟后再试。',
  'mail.tooMany': '今天发送的验证邮件太多,请明天再试。',
  'password.wrong': '原密码不正确,请重新输入。',
  'password.notYours': '登录密码不正确,请重新输入。',
  'password.sameAsBefore': '新密码不能与原密码相同,请换一个。',
  'password.tooManyChanges': '今天修改密码的次数过多,请明天再试。',
  'account.busy': '现在办理的人太多,请过一会儿再试。您填写的内容没有丢失。',
  'wechat.failed': '微信登录没有成功,请重新扫码,或用登录名和密码登录。',
  'signIn.failed': '登录名或密码不正确。',
  'wechat.taken': '这个微信已绑定另一个账号,不能再绑定。请换一个微信,或先在那个账号里解除绑定。',
  'wechat.notBound': '您的账号没有绑定微信,不用解除。',
  'sso.failed': '统一身份认证没有成功,请重试,或用登录名和密码登录。',
  'sso.unbound': '这个身份还没有绑定账号。请先用登录名和密码登录,再到“安全设置”绑定;没有账号的,请先注册。',
  'sso.taken': '不能绑定:这个身份已绑定另一个账号,或您的账号已绑定另一个身份。请先解除绑定。',
  'sso.notBound': '您的账号没有绑定统一身份认证,不用解除。',
  'signIn.human': '刚才登录失败的次数较多,请再输入一次登录密码,并填写下面的验证码。',
  'signIn.tooMany': '尝试次数过多,请{minutes}分钟后再试。',
  'code.wrong': '验证码不正确,请核对短信后重新输入。',
  'code.expired': '验证码已过期或尝试次数过多,请重新发送。',
  'code.tooSoon': '刚刚已发送过,请{seconds}秒后再试。',
  'code.tooMany': '今天发送次数过多,请稍后再试。',
  'code.alreadyProven': '这个手机号刚刚已验证成功,不用再次发送,请继续下一步。',
  'code.siteClosed': '短信今天发送量已到上限,暂时不能发送验证码。请明天再试,或联系当地卫生健康行政部门。',
  'activation.phoneFirst': '请先完成手机号验证。',
  'activation.notMatched':
    '资格证书编码与您的姓名、证件号码对不上。请对照资格证书逐位核对;确认无误仍不通过,请提交信息更正申请。',
  'activation.tooMany': '今天核对次数过多,请明天再试,或提交信息更正申请。',
  'activation.claimed': '这份资格证书已被另一个账号激活。如非本人激活,请提出异议,由考核所在省的主管部门核实。',
  'activation.already': '您的账户已激活。',
  'correction.open': '您已提交过信息更正申请,正在由{authority}处理,请等待答复。',
  'correction.noAuthority': '{province}还没有开通信息更正,请联系当地中医药主管部门。',
  // 谁能办
  'start.notActivated': '请先完成账户激活。',
  'start.noQualification': '没有查到您的有效资格信息,请先提交信息更正申请。',
  'start.qualificationInvalid': '您的资格证书当前不是有效状态,不能办理。请联系考核所在省中医药主管部门。',
  'start.alreadyRegistered': '您在{province}已有执业注册({status}),不能重复注册。换机构请办理变更注册。',
  'start.alreadyOpen': '您已有一件相同的业务正在办理({number}),请等待结果或先撤回。',
  'start.barred': '依{article},您在{until}之前不能申请:{reason}。',
  'start.noEntry': '您没有有效的执业信息,无需办理。',
  'start.noSite': '您没有有效的多执业机构备案,无需取消。',
  'start.noInactiveEntry': '取消备案只限“注册备案(执业信息无效)”的医师办理,您没有这样的执业信息。',
  'start.notRegistered': '您还没有注册到医疗机构,请先办理执业注册。',
  'start.entryStands': '这条执业信息当前是“{status}”,只有{wanted}时才能办理。',
  'start.otherOpen': '这条执业信息还有一件业务正在办理({number}),请等它办结,或先撤回。',
  'start.twoYearsOver': '备案到{date}已满两年,不能再取消备案;依法办理注销,再次执业请重新申请注册。',
  'start.institutionClosed':
    '“{institution}”已停用或许可证已过期,不能在那里恢复执业。请先办理注销,再到拟执业的机构重新申请执业注册;机构恢复以后,也可以再来取消备案。',
  'licence.suspended': '您正在暂停执业,至{until}期满后可以亮照。',
  'licence.inactive': '执业信息是“注册备案(执业信息无效)”,请先办理取消备案。',
  'licence.ended': '这条执业信息{status},没有电子证照。需要执业请重新申请注册。',
  'licence.noPhoto': '登记信息里没有照片,请先在“信息维护”上传照片,机构审核通过后即可亮照。',
  'licence.noScope': '登记信息里没有完整的执业范围,请提交信息更正申请。',
  'site.endBeforeStart': '有效期结束时间不能早于开始时间。',
  'site.over': '有效期结束时间已经过去,请重新填写。',
  'site.tooLong': '有效期最长{years}年,请缩短。',
  'site.overlaps': '这家机构已有{from}至{until}的备案,有效期不能重叠。',
  'institution.required': '请选择{label}。',
  'institution.unknown': '没有找到这家机构,请重新选择。',
  'institution.inactive': '这家机构目前不能接收申请(已停用或许可证已过期),请选择其他机构。',
  'institution.sameAsNow': '这就是您现在的主要执业机构,请选择另一家。',
  'institution.isMain': '这是您的主要执业机构,不用备案,请选择另一家。',
  'institution.otherProvince': '只能选择同一省内的机构。到另一省执业请办理执业注册。',
  'institution.noAuthority': '这家机构还没有对应的审批机关,请联系当地卫生健康行政部门。',
  'consent.noAuthority': '{province}还没有开通跨省同意,请联系当地中医药主管部门。',
  'photo.required': '请上传个人照片。',
  'photo.notAnImage': '这个文件不是能识别的照片,请选择 JPEG 或 PNG 格式的照片。',
  'photo.tooLarge': '照片文件太大(最多5MB),请换一张或压缩后再上传。',
  'photo.tooManyPixels': '照片像素太多,请用手机普通模式重新拍一张。',
  'photo.tooSmall': '照片太小,看不清楚,请换一张更大的照片。',
  'photo.damaged': '照片文件已损坏,请换一张。',
  'photo.cropInvalid': '裁剪范围不对,请重新裁剪或直接上传。',
  'photo.busy': '现在上传的人太多,请过一会儿再试。您填写的内容已保存。',
  // 办理
  'step.notNow': '这件业务现在是“{state}”,不能{step}。',
  'step.tooEarly': '{date}之后才能{step}。',
  'step.notYours': '这一步由{desk}办理。',
  'step.moreRight': '您的岗位不能{step}。',
  'file.aboutYourself': '不能办理本人的申请,请由其他人员办理。',
  'file.handledEarlier': '您在前面的环节已办理过这件业务,请由其他人员办理。',
  'file.twoOfficers':
    '本人机构的申请须由本机关两名不同的人员办理,现在还没有另一名人员受理或核对。请先由另一名人员“核对”,或由其他审批人决定。',
  'file.noSecondOfficer': '只有本人机构的申请才须由另一名人员核对,这件不用核对。',
  'file.verifiedBefore': '您已办理过这件申请,核对须由另一名人员办理。',
  'review.confirm': '请确认:{label}',
  'review.reasons': '请写明{label},申请人会看到。',
  'supplement.again': '已要求过一次补正。再次要求补正须写明理由(行政许可法第三十二条:一次告知)。',
  'supplement.decider': '已要求过一次补正。再次要求补正由审批人办理,写明理由(行政许可法第三十二条:一次告知)。',
  'supplement.reported':
    '机构报告的业务不向医师要求补正。需要核实的请与报告的机构联系;报告有误的,不予受理或者作出不予决定,机构可以重新报告。',
  'decision.ground': '请选择不予的法定情形(医师法第十六条)。',
  'nudge.tooSoon': '机构的审核期限是{days}个工作日,{date}之后可以催办。',
  'nudge.onceADay': '今天已催办过,机构已收到提醒。',
  'form.sentTwice': '这个页面已经提交过。',
  'paper.busy': '现在打印的人太多,请过一会儿再试。您的内容没有改变。',
  // 依职权处理与机构报告
  'order.past': '{label}不能早于今天。',
  'order.dayPassed': '生效日期({date})已过,请不予确认,由提出人改期后重新提出。',
  'order.suspensionRange':
    '依{article},暂停执业须在{least}个月以上、{most}个月以下:从填写的开始日期起,最早暂停到{from},最晚到{to}。请改正。',
  'order.provincialOnly':
    '依{article}吊销执业证书,只能由省级以上主管部门决定,请报请省级主管部门。其作出决定后,在这里以“依职权注销”(被吊销医师执业证书)办理。',
  'order.nothingToCorrect': '填写的内容与现在的登记相同,请改正需要更正的部分。',
  'order.endsByItself': '暂停执业至{until}期满,其后自动恢复;提前恢复的日期不能晚于这一天。',
  'order.alreadyOpen': '这条执业信息已有一件“{kind}”等待确认或生效,请先处理。',
  'order.notYours': '这条执业信息由{authority}管理,只有该机关可以依职权处理。',
  'order.secondOfficer': '提出人不能确认自己提出的处理决定,请由另一名审批人办理。',
  'order.aboutYourself': '不能处理本人的执业信息,请由其他人员办理。',
  'report.noAccount': '这名医师还没有本系统的账号,请书面报告{authority}。',
  'report.alreadyOpen': '这名医师已有一件相同的业务正在办理({number}),不用重复报告。',
  'report.alreadyNoted': '已登记过这名医师的待报告事项,最晚{date}报告。',
  // 个人信息
  'reveal.words': '选择“其他”时请写明原因,本人会看到。',
  'privacy.tooManyExports': '今天已导出5次,请明天再导出。',
  'reveal.tooMany': '您今天已查看过{most}次完整号码,请明天再查看,或由其他人员办理。',
  // 机构与人员
  'missingInstitution.noAuthority': '这个地区还没有主管部门使用本系统,请直接联系当地卫生健康行政部门。',
  'missingInstitution.open': '您已报告过这家机构,{authority}正在核实。',
  'staff.loginTaken': '这个登录名已有人使用,请换一个。',
  'staff.yourself': '不能停用自己的账号,请由另一位管理员办理。',
  'staff.unknownOrganisation': '没有这个机构或机关,请核对登记号或机关代码。',
  'calendar.empty': '请选择日历文件或粘贴内容。',
  'calendar.notJson': '内容不是 JSON 格式,请对照示例检查引号、逗号和括号。',
  'calendar.wrong': '日历内容有误({problem}),请改正后重新提交。',
  // 导入
  'import.noFile': '请选择要导入的文件。',
  'import.unreadable': '文件无法读取:请使用 CSV(UTF-8 或 GB18030)或 XLSX 文件。',
  'import.tooLarge': '文件太大(最多{max})。请分成几个文件导入。',
  'import.columns': '缺少列:{columns}。请按模板的表头填写。',
  'import.brokenQuotes': '第{line}行附近的引号没有配对,无法读取。请改正这一行后重新导入。',
  'import.duplicate': '与第{line}行是同一人同一证书,本行不导入。',
  'import.duplicateCode': '与第{line}行的{label}相同,本行不导入。',
  'import.digitsLost': '{label}在表格里是数字格式,末几位已丢失。请把这一列设为“文本”格式后重新填写。',
  'import.authorityCode': '机关代码只能用数字、字母和“-”(最多40位),请核对。',
  'import.parentLoop': '上级机关互为上下级,或者层数太多,请核对上级机关代码。',
  'import.authorityMoved': '这个机关已有下级机关,不能用导入改变它的上级。',
  'import.consentTaken': '这个行政区划已由另一机关({code})行使跨省同意,请核对。',
  'import.claimedChanged': '这份证书已被本人激活,不能用导入改变。请走信息更正。',
  'import.sexMismatch': '性别与证件号码不符,请核对。',
  'import.birthDateMismatch': '出生日期与证件号码不符,请核对。',
  'import.sexUnknown': '性别请填写“男”或“女”。',
  'import.scopeMissing': '缺少技术方法或病证范围,请补全。',
  'import.unknownProvince': '没有这个省份代码,请核对。',
  'import.empty': '{label}是空的,请补全。',
  'import.unknownAuthority': '没有这个机关代码,请先导入机关或核对。',
  'import.unknownLevel': '层级请填写“省”“市”或“县”。',
  'import.unknownFunction': '不认识的职能:{value}。可用:注册、跨省同意、归集。',
  'import.anotherPerson': '这个证书编码已登记在另一人名下,请核对。',
  'import.nameDiffers': '这个证件号码已登记的姓名、性别或出生日期与本行不同,请核对或走信息更正。',
  'import.undone': '这一批已经撤销过。',
  'import.builtOn': '不能撤销:有{count}行已被使用(例如本人已激活或已有业务)。',
  'import.unknownBatch': '没有这个批次号,请核对。',
  'import.notDone': '这一批还没有导入数据,没有可以撤销的内容。',
  'import.notPreview': '这一批不是预检,或者预检还没有完成,不能确认导入。',
  'import.fault': '导入中断,没有写入任何一行。请重新导入;再次失败请联系系统管理员。',
  'import.notYourRegion': '这一行不在您的管辖范围内。',
  // 备份与恢复
  'backup.damaged': '备份文件不完整或已损坏,不能恢复。请换一份备份。',
  'backup.notEmpty': '只能恢复到空的数据库,这些表已有数据:{tables}。请换一个 DATA_DIR 或数据库。',
  'backup.otherKeys':
    '备份用的数据密钥不在本机(缺少{keys})。请先把原来的 DATA_DIR/keys/data-keys.json(或 DATA_KEYS)放好,再恢复到空的数据库。',
  'backup.otherVersion': '备份来自另一个版本的程序,不能恢复。请用同一版本的程序恢复,再升级。',
} as const;
export type RefusalCode = keyof typeof refusalTexts;

/** A refusal at a field, for the summary on top and for the field itself. */
export function refusal(code: RefusalCode, field?: string, parameters?: Parameters): Refusal {
  return { code, ...(field === undefined ? {} : { field }), ...(parameters === undefined ? {} : { parameters }) };
}

/** The words of a refusal, its parameters filled in. */
export function refusalText({ code, parameters }: Refusal): string {
  const text = refusalTexts[code].replace(/\{(\w+)\}/g, (whole, key: string) => parameters?.[key] ?? whole);
  // “不能不同意” would say the opposite to whoever reads fast.
  return text.replace(/不能(不[^,。]+)/, '不能作出“$1”的决定');
}
