import type { Queryable } from '../../store/database.ts';
import { sendTo } from '../staff/tellColleague.ts';

/** What has become of a request, to its contact; reasons stay in the system, the phone may be somebody else's by now. */
const words = {
  submitted: (authority: string) => `已提交,由${authority}办理`,
  supplement: (authority: string) => `需要补充材料(${authority}),请在“机构入驻申请”页面的“查询办理情况”中补充`,
  supplemented: (authority: string) => `的补充材料已提交,由${authority}继续办理`,
  approved: (authority: string) => `已由${authority}同意,管理员邀请另外发送`,
  refused: (authority: string) => `未获${authority}同意,理由请在“机构入驻申请”页面的“查询办理情况”中查看`,
} as const;

export interface Contacted {
  readonly receipt: string;
  readonly contactPhone: string;
  readonly contactEmail: string | null;
  readonly authorityName: string;
}

export async function tellContact(
  tx: Queryable,
  { receipt, contactPhone: phone, contactEmail: email, authorityName }: Contacted,
  what: keyof typeof words,
  at: string,
): Promise<void> {
  const body = `机构入驻申请(受理号${receipt})${words[what](authorityName)}。`;
  await sendTo(tx, { phone, email }, { title: '机构入驻申请', body }, at);
}
