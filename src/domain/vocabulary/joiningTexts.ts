/** What an institution is told that asks to be let in, and whoever decides about it. */
export const joiningRefusalTexts = {
  'joining.known': '这家机构已在系统中,请联系本机构管理员为您开通账号;找不到管理员的,请联系主管部门({authority})。',
  'joining.open': '这个登记号已有一份入驻申请,由{authority}办理,请等待结果,不用重复提交。',
  'joining.notAsked': '这份申请现在不需要补充材料。',
  'joining.nothingAdded': '请写明补充说明,或上传新的照片、PDF。',
  'joining.askedBefore': '已要求补充过一次,请同意或不同意。',
  'joining.otherAuthority': '这家机构在系统中由{authority}管理,不能在这里同意。请选择“不同意”并告知申请人。',
  'joining.tooMany': '今天提交的申请和材料过多,请明天再试。',
  'scan.required': '请上传执业许可证或备案凭证的照片或PDF。',
  'scan.unknownFormat': '只能上传 JPEG、PNG 照片或 PDF 文件,请重新选择。',
  'scan.tooLarge': '文件超过5MB,请压缩后重新上传。',
  'scan.damagedPdf': 'PDF 文件不完整或已加密,请重新扫描后上传。',
  'scan.livePdf': 'PDF 文件中带有脚本、附件或表单,请改为上传照片或普通扫描件。',
} as const;
