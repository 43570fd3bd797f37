import { randomUUID } from 'node:crypto';
import type { Queryable } from '../../store/database.ts';
import { insertMessage } from '../../store/messages.ts';

/** What has become of a request, by SMS to its contact; reasons stay in the system, the phone may be somebody else's by now. */
const words = {
  submitted: (authority: string) => `已提交,由${authority}办理`,
  supplement: (authority: string) => `需要补充材料(${authority}),请在“机构入驻申请”页面的“查询办理情况”中补充`,
  supplemented: (authority: string) => `的补充材料已提交,由${authority}继续办理`,
  approved: (authority: string) => `已由${authority}同意,管理员邀请另发短信`,
  refused: (authority: string) => `未获${authority}同意,理由请在“机构入驻申请”页面的“查询办理情况”中查看`,
} as const;

export async function tellContact(
  tx: Queryable,
  about: { readonly receipt: string; readonly contactPhone: string; readonly authorityName: string },
  what: keyof typeof words,
  at: string,
): Promise<void> {
  const text = `【杏林】机构入驻申请(受理号${about.receipt})${words[what](about.authorityName)}。`;
  await tx.row(insertMessage, randomUUID(), 'sms', about.contactPhone, '', text, null, at);
}
