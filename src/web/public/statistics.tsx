import { readStatistics } from '../../actions/public/readStatistics.ts';
import { type Figures, statutoryDays } from '../../domain/register/figures.ts';
import { fewest, toldWords } from '../../domain/register/smallNumbers.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Answer, html } from '../shared/answer.ts';
import { Card } from '../shared/card.tsx';
import type { PageContext } from '../shared/context.ts';
import { EmptyState } from '../shared/emptyState.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { DataTable } from '../shared/table.tsx';
import { BarChart } from './barChart.tsx';
import { monthWords } from './publishedTable.tsx';
import { publicPage } from './shell.tsx';

const title = '统计';
const nothing = { title: '还没有数据' };

async function show(context: PageContext): Promise<Answer> {
  const statistics = await readStatistics(context.services);
  const frame = { title, current: 'published', tab: 'statistics' } as const;
  if (statistics === undefined) {
    const empty = <EmptyState title="统计正在准备,请过一会儿再来" />;
    const children = [<PageHeading key="heading" title={title} />, <div key="empty">{empty}</div>];
    return html(publicPage(context, { ...frame, children }));
  }
  const { madeAt, figures } = statistics;
  const at = `${madeAt.toZonedDateTimeISO('Asia/Shanghai').year}年${formatDateTime(madeAt, chinaDate(madeAt))}`;
  const children = (
    <>
      <PageHeading title={title} note={`统计时间:${at}(北京时间),每小时更新一次。`} />
      <p class="quiet small">
        为避免认出个人,1至{fewest - 1}的数字写作“少于{fewest}
        ”;各省和合计中这样的数字,连同由此能推算出来的,写作“不公布”。
      </p>
      <Summary figures={figures} />
      <Provinces figures={figures} />
      <Months figures={figures} />
      <Techniques figures={figures} />
      <Decisions figures={figures} />
    </>
  );
  return html(publicPage(context, { ...frame, children }));
}

const statuses = { practising: '有效', inactive: '备案', suspended: '暂停执业', ended: '已终止' } as const;
const statusKeys = Object.keys(statuses) as (keyof typeof statuses)[];
const number = { align: 'number' } as const;

function Summary({ figures }: { figures: Figures }) {
  return (
    <dl class="figures">
      {statusKeys.map((key) => (
        <div key={key}>
          <dt>{statuses[key]}</dt>
          <dd>{hiddenWords(figures.all[key])}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A part or a sum that is withheld for the sake of another may be any number. */
function hiddenWords(value: number | null): string {
  return value === null ? '不公布' : toldWords(value);
}

function Provinces({ figures }: { figures: Figures }) {
  return (
    <Card title="各省执业注册">
      <BarChart values={figures.provinces.map(({ province, practising }) => ({ key: province, value: practising }))} />
      <DataTable
        id="provinces"
        caption="各省执业注册,按状态"
        captionHidden
        phone="scroll"
        columns={[
          { key: 'province', header: '省份', cell: ({ province }) => province, rowHeader: true, nowrap: true },
          ...statusKeys.map((key) => ({
            ...{ key, header: statuses[key], ...number },
            cell: (row: Figures['provinces'][number]) => hiddenWords(row[key]),
          })),
        ]}
        rows={figures.provinces}
        rowKey={({ province }) => province}
        empty={nothing}
      />
    </Card>
  );
}

function Months({ figures }: { figures: Figures }) {
  return (
    <Card title="按月注册和终止">
      <BarChart values={figures.months.map(({ month, registered }) => ({ key: month, value: registered }))} />
      <DataTable
        id="months"
        caption="最近24个月,按生效月份;终止包括注销、吊销、撤销"
        phone="scroll"
        columns={[
          { key: 'month', header: '月份', cell: ({ month }) => monthWords(month), rowHeader: true, nowrap: true },
          { key: 'registered', header: '准予注册', cell: ({ registered }) => toldWords(registered), ...number },
          { key: 'ended', header: '终止', cell: ({ ended }) => toldWords(ended), ...number },
        ]}
        rows={figures.months.toReversed()}
        rowKey={({ month }) => month}
        empty={nothing}
      />
    </Card>
  );
}

function Techniques({ figures }: { figures: Figures }) {
  return (
    <Card title="技术方法类别">
      <BarChart values={figures.techniques.map(({ label, count }) => ({ key: label, value: count }))} />
      <DataTable
        id="techniques"
        caption="有效的执业注册,按登记文字归类,一条可以属于几类"
        phone="scroll"
        columns={[
          { key: 'label', header: '类别', cell: ({ label }) => label, rowHeader: true },
          { key: 'count', header: '执业注册', cell: ({ count }) => toldWords(count), ...number },
        ]}
        rows={figures.techniques}
        rowKey={({ label }) => label}
        empty={nothing}
      />
    </Card>
  );
}

function Decisions({ figures }: { figures: Figures }) {
  const { medianDays, decided, late } = figures;
  return (
    <Card title="最近一年的审批">
      <dl class="figures">
        <div>
          <dt>从受理到决定(中位数)</dt>
          <dd>{medianDays === null ? '不公布' : `${medianDays}个工作日`}</dd>
        </div>
        <div>
          <dt>法定期限</dt>
          <dd>{statutoryDays}个工作日</dd>
        </div>
        <div>
          <dt>已作决定</dt>
          <dd>{toldWords(decided)}</dd>
        </div>
        <div>
          <dt>其中超过法定期限</dt>
          <dd>{toldWords(late)}</dd>
        </div>
      </dl>
      <DataTable
        id="refusals"
        caption="不予批准和不予受理,按业务类型"
        phone="scroll"
        columns={[
          { key: 'label', header: '业务类型', cell: ({ label }) => label, rowHeader: true },
          { key: 'refused', header: '不予批准', cell: ({ refused }) => toldWords(refused), ...number },
          { key: 'notAccepted', header: '不予受理', cell: ({ notAccepted }) => toldWords(notAccepted), ...number },
        ]}
        rows={figures.refusals}
        rowKey={({ label }) => label}
        empty={{ title: '最近一年没有不予批准或不予受理的业务' }}
      />
    </Card>
  );
}

export const statisticsPages: readonly Route[] = [on.anyone('GET', paths.statistics, title, show)];
