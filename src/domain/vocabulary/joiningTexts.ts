/** What an institution is told that asks to be let in, and whoever decides about it. */
export const joiningRefusalTexts = {
  'joining.known': '这家机构已在系统中,请联系本机构管理员或主管部门({authority})。',
  'joining.open': '这个登记号已有一份入驻申请,由{authority}办理,请等待结果,不用重复提交。',
  'joining.notAsked': '这份申请现在不需要补充材料。',
  'joining.nothingAdded': '请写明补充说明,或上传新的照片。',
  'joining.askedBefore': '已要求补充过一次,请同意或不同意。',
  'joining.otherAuthority': '这家机构在系统中由{authority}管理,不能在这里同意。请选择“不同意”并告知申请人。',
  'scan.required': '请上传执业许可证或备案凭证的照片。',
  'invitation.over': '这个邀请已失效(已使用、已撤销或已过期),请联系邀请您的单位重新邀请。',
} as const;
