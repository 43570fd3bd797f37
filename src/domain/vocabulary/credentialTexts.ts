/** What a holder is told about licences in wallets. */
export const credentialRefusalTexts = {
  'wallet.notInForce': '注册有效时才能存入数字钱包;现在的状态是“{status}”。恢复有效后再试。',
  'wallet.notClaimed': '请先在“电子证照”页面点击“申领|亮照”,再存入数字钱包。',
  'wallet.tooMany': '今天生成的存入码过多,请明天再试。',
  'wallet.stopped': '这一份已经停用,不用再操作。',
} as const;
