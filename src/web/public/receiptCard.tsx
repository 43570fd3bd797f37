import type { Receipt } from '../../actions/public/receiptToken.ts';
import { groupByFours } from '../../domain/fields/certificateNumbers.ts';
import { receiptStatuses } from '../../domain/register/receipt.ts';
import { receiptNotes, receiptRows } from '../../domain/register/receiptWords.ts';
import { chinaDate, formatDate } from '../../domain/time/dates.ts';
import { Notice } from '../shared/notice.tsx';
import { SummaryList } from '../shared/summaryList.tsx';

/** A genuine receipt as anybody may read it. */
export function ReceiptCard({ receipt }: { receipt: Receipt }) {
  const { number, madeAt, question, answer } = receipt;
  const day = formatDate(Temporal.PlainDate.from(question.on));
  const time = madeAt.toZonedDateTimeISO('Asia/Shanghai').toPlainTime().toString({ smallestUnit: 'second' });
  return (
    <>
      <Notice
        tone={answer.mayPractise ? 'success' : 'warning'}
        title={`${day},${question.name}的执业注册:${receiptStatuses[answer.status]}`}
      >
        <p>{answer.mayPractise ? '当日可以执业。' : '当日不能执业。'}</p>
      </Notice>
      <section class="ds-card" data-variant="default">
        <SummaryList
          rows={[
            ...receiptRows(question, answer),
            { label: '证明编号', value: groupByFours(number) },
            { label: '出具时间', value: `${formatDate(chinaDate(madeAt))} ${time}(北京时间)` },
          ]}
        />
        {receiptNotes(answer).map((note) => (
          <p class="quiet small" key={note}>
            {note}
          </p>
        ))}
      </section>
    </>
  );
}
