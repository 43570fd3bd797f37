/** What staff are told about their accounts. */
export const staffRefusalTexts = {
  'secondFactor.wrong': '动态验证码不正确。请填写身份验证器上现在显示的6位数字;手机时间不准时请先校准。',
  'secondFactor.used': '这个动态验证码已用过。请等下一个(最多30秒)再填写。',
  'secondFactor.tooMany': '尝试次数过多,请{minutes}分钟后再试。',
  'password.currentWrong': '原密码不正确,请重新输入。',
  'password.same': '新密码不能与原密码相同,请换一个。',
  'invitation.contact': '请填写手机号或电子邮箱,邀请链接会发到那里。',
  'invitation.tooMany': '今天发出的邀请过多,请明天再试。',
  'invitation.over': '这个邀请已失效(已使用、已撤销或已过期),请联系本单位管理员重新邀请。',
  'invitation.notOpen': '这个邀请已被接受或撤销,请刷新页面查看。',
  'staff.ownRole': '不能更改自己的岗位,请由另一位管理员办理。',
  'staff.sameRole': '岗位没有变化,请选择新的岗位。',
  'staff.ownReset': '不能重置自己的登录方式:在“本人账号”中更换,或请另一位管理员办理。',
  'staff.unknownLogin': '没有这个登录名,或者账号已停用。请核对登录名。',
  'staff.sameName':
    '当事人与您同名,您的账号没有登记证件号码,不能确认不是您本人。请先在“本人账号”登记证件号码,或由其他人员办理。',
  'staff.numberThere': '证件号码已登记,不能自行更改。有误的,请本单位管理员停用这个账号后重新邀请。',
  'staff.confirmYourself': '不能确认自己,请由另一位管理员办理。',
} as const;
