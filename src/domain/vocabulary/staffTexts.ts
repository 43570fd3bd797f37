/** What staff are told about their accounts. */
export const staffRefusalTexts = {
  'secondFactor.wrong': '动态验证码不正确。请填写身份验证器上现在显示的6位数字;手机时间不准时请先校准。',
  'secondFactor.used': '这个动态验证码已用过。请等下一个(最多30秒)再填写。',
  'secondFactor.tooMany': '尝试次数过多,请{minutes}分钟后再试。',
  'password.currentWrong': '原密码不正确,请重新输入。',
  'password.same': '新密码不能与原密码相同,请换一个。',
} as const;
