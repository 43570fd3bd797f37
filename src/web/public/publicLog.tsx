import { type LogView, viewLog, type WitnessView } from '../../actions/log/viewLog.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Answer, html } from '../shared/answer.ts';
import { ButtonLink } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { PageContext } from '../shared/context.ts';
import { Notice } from '../shared/notice.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { type Column, DataTable } from '../shared/table.tsx';
import { publicPage } from './shell.tsx';

const title = '透明日志';

async function show(context: PageContext): Promise<Answer> {
  const view = await viewLog(context.services);
  const today = chinaDate(context.services.clock.now());
  const children = (
    <>
      <PageHeading title={title} note="注册信息和每一步办理,写进去就改不了、删不掉:谁都可以核对。" />
      {!view.continued && (
        <Notice tone="danger" title="日志暂停">
          <p>日志的存档与数据库对不上,已停止签发新的检查点,正在核查。此前的检查点仍然有效。</p>
        </Notice>
      )}
      <Explained />
      <Standing view={view} today={today} />
      <Card title="核对一条记录">
        <p>手里有电子证照或办理回执的“收录证明”?可以核对它是不是真在日志里。</p>
        <ButtonLink href={paths.logCheck}>核对一条记录</ButtonLink>
      </Card>
      <Witnesses witnesses={view.witnesses} today={today} />
      <Checkpoints view={view} today={today} />
      <HowToCheck view={view} />
    </>
  );
  return html(publicPage(context, { title, current: 'published', tab: 'log', children }));
}

function Explained() {
  return (
    <Card title="这是什么">
      <p>登记机关每登记、变更或注销一次,每作出一步决定,系统都在一本公开的日志里记一条。</p>
      <p>日志只能往后加,不能修改、删除或调换;每隔一段时间签发一个“检查点”,概括到此为止的全部条目。</p>
      <p>日志里没有姓名、证件号码等任何个人信息,每条只是一串由随机数保护的编码,从中看不出是谁。</p>
      <p>电子证照和办理回执附有“收录证明”:凭它可以证明这条记录确实在日志里,没有被换过。</p>
    </Card>
  );
}

const formatCount = (count: number) => count.toLocaleString('zh-CN');

function Standing({ view: { heads, origin }, today }: { view: LogView; today: Temporal.PlainDate }) {
  const [head] = heads;
  if (head === undefined) return <Notice tone="info" title="日志还没有条目" />;
  const rows = [
    { label: '日志名称', value: <span class="hash">{origin}</span> },
    { label: '条目', value: `${formatCount(head.size)} 条` },
    { label: '检查点时间', value: formatDateTime(Temporal.Instant.from(head.at), today) },
    { label: '根值', value: <span class="hash">{Buffer.from(head.root).toString('base64')}</span> },
  ];
  return (
    <Card title="目前状态">
      <SummaryList rows={rows} />
    </Card>
  );
}

function Witnesses({ witnesses, today }: { witnesses: readonly WitnessView[]; today: Temporal.PlainDate }) {
  return (
    <Card title="见证方">
      <p>见证方是其他省份的登记系统。它们各自记住本日志的检查点,确认日志只增不改,并在检查点上签名。</p>
      {witnesses.length === 0 ? (
        <p class="quiet">还没有见证方。</p>
      ) : (
        <ul>
          {witnesses.map(({ name, signed }) => (
            <li key={name}>
              <span class="hash">{name}</span>
              {signed === null
                ? ':还没有签名'
                : `:${formatDateTime(Temporal.Instant.from(signed.at), today)} 见证了前 ${formatCount(signed.size)} 条`}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

type Head = LogView['heads'][number];

function Checkpoints({ view: { heads }, today }: { view: LogView; today: Temporal.PlainDate }) {
  const columns: readonly Column<Head>[] = [
    { key: 'size', header: '条目', align: 'number', rowHeader: true, cell: ({ size }) => formatCount(size) },
    { key: 'at', header: '时间', nowrap: true, cell: ({ at }) => formatDateTime(Temporal.Instant.from(at), today) },
    {
      key: 'root',
      header: '根值',
      cell: ({ root }) => <span class="hash">{Buffer.from(root).toString('base64')}</span>,
    },
    { key: 'witnesses', header: '见证', align: 'number', cell: ({ witnesses }) => witnesses },
  ];
  return (
    <DataTable
      id="checkpoints"
      caption="最近的检查点"
      columns={columns}
      rows={heads}
      rowKey={({ size }) => String(size)}
      empty={{ title: '还没有检查点' }}
    />
  );
}

function HowToCheck({ view: { vkey } }: { view: LogView }) {
  return (
    <Card title="自己核对" tinted>
      <p>日志按公开标准(RFC 6962、C2SP tlog-tiles)发布,不用本网站,用任何支持这些标准的程序都能核对:</p>
      <ul>
        <li>
          最新检查点:<a href={paths.logCheckpoint}>{paths.logCheckpoint}</a>
        </li>
        <li>条目和散列:{paths.log}/tile/…</li>
        <li>
          签名公钥:<a href={paths.logKey}>{paths.logKey}</a>
          <br />
          <span class="hash">{vkey}</span>
        </li>
      </ul>
      <p>把检查点保存下来,以后再与新的检查点比较:日志若被改写,一定对不上。</p>
    </Card>
  );
}

export const publicLogPages: readonly Route[] = [on.anyone('GET', paths.log, title, show)];
