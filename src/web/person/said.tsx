import type { VNode } from 'preact';
import type { PageContext } from '../shared/context.ts';
import { Flash } from '../shared/notice.tsx';

/** What the last step did, by the word in `?said=`; other words say nothing. */
const sentences: Readonly<Record<string, string>> = {
  withdrawn: '申请已撤回。',
  dropped: '草稿已删除。',
  nudged: '已催办,机构已收到提醒。',
  reported: '已报告给主管部门,核实后会在这里答复您。',
  read: '消息已全部标为已读。',
  saved: '已保存。',
};

export function saidOn(context: PageContext): VNode | undefined {
  const word = context.query.text('said');
  const sentence = Object.hasOwn(sentences, word) ? sentences[word] : undefined;
  return sentence === undefined ? undefined : <Flash>{sentence}</Flash>;
}
