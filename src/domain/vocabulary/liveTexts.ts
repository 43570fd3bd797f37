/** What a holder is told who shows or shares a licence, and whoever checks one. */
export const liveRefusalTexts = {
  'live.unclaimed': '还没有申领电子证照,请先点击【申领|亮照】。',
  'live.frozen': '账号因身份异议已冻结,暂时不能亮照、分享和下载证照。请先答复异议。',
  'share.tooManyOpen': '正在使用的分享链接已有{most}个,请先停止不用的链接。',
  'share.tooManyToday': '今天新建的分享链接太多,请明天再试。',
  'share.noteNumber': '备注里不要写电话、证件等号码,写对方是谁就可以。',
  'share.sure': '请勾选确认后再停止分享。',
  'verify.nothing': '没有收到要查验的内容。请重新扫码、选择图片,或输入查验码。',
  'verify.foreign': '这不是本系统的码,请不要采信,也不要打开它的链接。',
  'verify.unreadable': '这个码不是本系统的证照码。请扫描证照上的二维码,或输入16位查验码。',
  'verify.noCode': '这张图片里没有找到二维码。请把二维码拍得完整、清楚,再试一次。',
  'verify.busy': '现在识别图片的人太多,请过一会儿再试,或直接输入查验码。',
  'verify.tooMany': '查验次数太多,请过几分钟再试。',
} as const;
