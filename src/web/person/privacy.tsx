import { listOwnReads, type OwnRead } from '../../actions/privacy/listOwnReads.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Answer, html } from '../shared/answer.ts';
import { Card } from '../shared/card.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { Pagination, waysOn } from '../shared/pagination.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { type Column, DataTable } from '../shared/table.tsx';
import { personPage } from './shell.tsx';
import type { PersonContext } from './typing.ts';

const title = '谁查看过我的信息';

function columnsOf(today: Temporal.PlainDate): readonly Column<OwnRead>[] {
  const when = (at: string) => formatDateTime(Temporal.Instant.from(at), today);
  return [
    { key: 'at', header: '时间', nowrap: true, rowHeader: true, cell: ({ at }) => when(at) },
    { key: 'organisation', header: '单位', cell: ({ organisation }) => organisation },
    { key: 'officer', header: '查看人', cell: ({ officer }) => officer },
    { key: 'what', header: '查看的内容', cell: ({ what }) => what },
    { key: 'reason', header: '原因', cell: ({ reason }) => (reason === '' ? '办理业务' : reason) },
  ];
}

async function showPrivacy(context: PersonContext): Promise<Answer> {
  const { services, actor, progress, query } = context;
  const after = query.text('after');
  const { reads, next } = await listOwnReads(services, actor, progress, after);
  const page = personPage(context, {
    title,
    children: (
      <>
        <PageHeading title={title} note="机构和主管部门的工作人员每次打开您的信息,系统都会先记录,再显示。" />
        <DataTable
          id="reads"
          caption={title}
          captionHidden
          columns={columnsOf(chinaDate(services.clock.now()))}
          rows={reads}
          rowKey={({ id }) => id}
          empty={{ title: '还没有人查看过您的信息' }}
        />
        <Pagination label="翻页" {...waysOn(paths.person.privacy, {}, { after, next })} />
        <p>
          <a href={paths.person.privacyExport}>导出我的信息</a>
        </p>
        <Explained />
      </>
    ),
  });
  return html(page);
}

function Explained() {
  return (
    <Card title="这份记录说明什么">
      <ul>
        <li>这里列出打开过您的业务、登记、照片、文书或更正申请的每一次查看,按时间从近到远,不能修改或删除。</li>
        <li>查看人只写姓氏和职务。需要知道具体是谁,请向所在单位询问,单位能按时间查到。</li>
        <li>
          工作人员平时看到的证件号码、资格证书编码和电话都遮盖了中间部分;要看完整号码必须先写明原因,原因列在这里。
        </li>
        <li>只显示姓名的业务列表、系统自动办理的事项(例如到期提醒)和社会公示查询不在其中。</li>
        <li>
          认为有人不该查看您的信息,请向该单位或其上级主管部门反映;您的信息怎样处理、保存多久,见
          <a href={paths.privacy}>隐私政策</a>。
        </li>
      </ul>
    </Card>
  );
}

export const privacyPages: readonly Route[] = [on.person('GET', paths.person.privacy, title, showPrivacy)];
