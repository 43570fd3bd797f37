/** What the public is told at 社会公示. */
export const publicRefusalTexts = {
  'lookup.tooMany': '您所在的网络查询较多,请填写验证码后继续查询。',
  'lookup.needTwo': '请填写姓名,并填写执业证书编码或执业机构。',
  'lookup.institutionShort': '执业机构请至少填写两个字。',
  'lookup.institutionBroad': '符合的机构太多,请把执业机构的名称写得更完整,或者选择地区。',
  'lookup.tooManyFound': '同名的医师太多,请填写执业证书编码。',
  'verify.empty': '请填写查验码。',
  'receipt.notFound': '没有查到姓名与执业证书编码都相符的执业注册,请核对后重新填写。',
  'receipt.noInstitution':
    '没有名称完全相同的机构,请填写一家机构的全称(不用简称,也不要填几家);不知道全称的,可以在“开放数据”的机构名单里核对,或不填这一项。',
  'receipt.tooEarly': '最早可以证明2017年1月1日的情况,请重新填写日期。',
  'receipt.tooMany': '您所在的网络今天出具的证明较多,请明天再试。',
  'receipt.nothingToCheck': '请填写证明编号,或粘贴、上传验签文件。',
  'receipt.notGenuine':
    '这份证明不能采信:不是本系统出具,或内容被改动,或签名密钥已作废。请核对后重新填写,仍不通过的请勿采信。',
} as const;
