import type { VNode } from 'preact';
import type { PageContext } from '../shared/context.ts';
import { Flash } from '../shared/notice.tsx';

/** What the last step did, by the word in `?said=`; other words say nothing. */
const sentences: Readonly<Record<string, string>> = {
  withdrawn: '申请已撤回。',
  dropped: '草稿已删除。',
  nudged: '已催办,机构已收到提醒。',
  reported: '已报告给主管部门,核实后会在这里答复您。',
  claimed: '申领成功,可以亮照。',
  paperMissing: '执业证书的 PDF 还没有生成,请点【下载 PDF】。',
  shareStopped: '已停止分享,链接不能再打开。',
  shared: '分享链接已生成,请复制后发给对方。',
  walletStopped: '已停用。15分钟内,别人查验时会看到“已失效”。',
  read: '消息已全部标为已读。',
  activated: '账户激活成功,可以办理业务了。',
  codeSent: '校验码已发送,5分钟内有效。',
  signInCodeSent: '如果这个手机号已注册并验证,验证码已发出,5分钟内有效。',
  deviceEnded: '已退出该设备。',
  devicesEnded: '已退出其他设备。',
  wechatBound: '微信绑定成功,下次可直接微信扫码登录。',
  ssoBound: '绑定成功,下次可用统一身份认证登录。',
  ssoUnbound: '绑定已解除。',
  wechatUnbound: '微信绑定已解除。',
  phoneChanged: '手机号已改正,请重新发送校验码。',
  rechecked: '已重新校验。',
  disputeAnswered: '已提交,请等待处理。',
  recovered: '密码已重设,所有设备已退出登录。请用新密码登录。',
  recoveryCancelled: '找回申请已取消,账号没有变化。',
  verificationSent: '验证码已发送,5分钟内有效。',
  phoneReplaced: '手机号已更换。我们已通知您的新旧手机号。',
  emailSent: '验证邮件已发送。请在24小时内登录该邮箱,按照邮件内容提示完成验证。',
  passwordChanged: '密码已修改。其他设备上的登录已全部退出。',
  correctionSent: '信息更正申请已提交,请等待答复。',
};

export function saidOn(context: PageContext): VNode | undefined {
  const word = context.query.text('said');
  const sentence = Object.hasOwn(sentences, word) ? sentences[word] : undefined;
  return sentence === undefined ? undefined : <Flash>{sentence}</Flash>;
}
