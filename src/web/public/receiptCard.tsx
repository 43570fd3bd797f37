import type { Receipt } from '../../actions/public/receiptToken.ts';
import { groupByFours } from '../../domain/fields/certificateNumbers.ts';
import { receiptStatuses } from '../../domain/register/receipt.ts';
import { laterWords, receiptNotes, receiptRows } from '../../domain/register/receiptWords.ts';
import { chinaDate, formatDate } from '../../domain/time/dates.ts';
import { Notice } from '../shared/notice.tsx';
import { paths } from '../shared/paths.ts';
import { SummaryList } from '../shared/summaryList.tsx';

/** A genuine receipt as anybody may read it. */
export function ReceiptCard({ receipt }: { receipt: Receipt }) {
  const { number, madeAt, question, answer, log } = receipt;
  const day = formatDate(Temporal.PlainDate.from(question.on));
  const time = madeAt.toZonedDateTimeISO('Asia/Shanghai').toPlainTime().toString({ smallestUnit: 'second' });
  return (
    <>
      <Notice
        tone={answer.mayPractise && answer.later.length === 0 ? 'success' : 'warning'}
        title={`${day},${question.name}的执业注册:${receiptStatuses[answer.status]}`}
      >
        <p>{answer.mayPractise ? '当日可以执业。' : '当日不能执业。'}</p>
        {answer.later.length > 0 && <p>所问日期以后:{laterWords(answer)}。</p>}
      </Notice>
      <section class="ds-card" data-variant="default">
        <SummaryList
          rows={[
            ...receiptRows(question, answer),
            { label: '证明编号', value: groupByFours(number) },
            ...(log === null
              ? []
              : [
                  {
                    label: '透明日志',
                    value: (
                      <>
                        第 {log.index} 条(共 {log.size} 条) <a href={paths.log}>怎样核对</a>
                      </>
                    ),
                  },
                ]),
            { label: '出具时间', value: `${formatDate(chinaDate(madeAt))} ${time}(北京时间)` },
          ]}
        />
        {receiptNotes(receipt).map((note) => (
          <p class="quiet small" key={note}>
            {note}
          </p>
        ))}
      </section>
    </>
  );
}
