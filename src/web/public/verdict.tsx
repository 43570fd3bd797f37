import type { ComponentChildren } from 'preact';
import type { EntryStatus } from '../../domain/register/entry.ts';
import { formatMoment } from '../../domain/time/dates.ts';
import type { NoticeTone } from '../shared/notice.tsx';

export interface Verdict {
  readonly tone: NoticeTone;
  readonly title: string;
  readonly words: string;
}

/** What the register's state means to somebody who holds a licence in the hand. */
export const verdicts: Readonly<Record<EntryStatus, Verdict>> = {
  practising: { tone: 'success', title: '有效', words: '该医师的执业注册有效。' },
  suspended: { tone: 'danger', title: '暂停', words: '该医师已被暂停执业活动,暂停期间不得执业。' },
  inactive: { tone: 'warning', title: '备案', words: '该医师已办理注册备案,执业信息无效,目前不能执业。' },
  deregistered: { tone: 'danger', title: '已注销', words: '已失效:该医师的执业注册已注销,证书作废。' },
  revoked: { tone: 'danger', title: '已吊销', words: '已失效:该医师的执业证书已被吊销,证书作废。' },
  annulled: { tone: 'danger', title: '已撤销', words: '已失效:该医师的执业注册已被撤销,证书作废。' },
};

const marks: Readonly<Record<NoticeTone, string>> = { success: '✓', warning: '!', danger: '×', info: 'i' };

interface Props {
  readonly verdict: Verdict;
  /** When the register was asked: a printed answer grows old. */
  readonly at: Temporal.Instant;
  readonly children?: ComponentChildren;
}

/** The answer of a check, large enough to be read across a counter, with the moment it was given. */
export function VerdictCard({ verdict: { tone, title, words }, at, children }: Props) {
  return (
    <div class="ds-alert verdict" data-color={tone}>
      <span class="mark" aria-hidden="true">
        {marks[tone]}
      </span>
      <h2>{title}</h2>
      <p>{words}</p>
      {children}
      <p class="small">
        查验时间:{formatMoment(at)}
        <span>(北京时间)</span>
      </p>
    </div>
  );
}
