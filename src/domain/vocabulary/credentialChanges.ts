/** What of an account's credentials has changed: the title of the notice, and the action in the ledger. */
export const credentialChanges = {
  phone: { title: '手机号已更换', action: 'phoneChanged' },
  emailVerified: { title: '邮箱已验证', action: 'emailVerified' },
  email: { title: '邮箱已更换', action: 'emailChanged' },
  wechatBound: { title: '已绑定微信', action: 'wechatBound' },
  wechatUnbound: { title: '已解除微信绑定', action: 'wechatUnbound' },
  ssoBound: { title: '已绑定统一身份认证', action: 'ssoBound' },
  ssoUnbound: { title: '已解除统一身份认证绑定', action: 'ssoUnbound' },
  password: { title: '登录密码已修改', action: 'passwordChanged' },
} as const;
export type CredentialChange = keyof typeof credentialChanges;
