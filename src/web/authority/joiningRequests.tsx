import { type JoiningLine, listJoiningRequests } from '../../actions/joining/listJoiningRequests.ts';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Answer, html } from '../shared/answer.ts';
import type { ActorContext } from '../shared/context.ts';
import { joiningStates } from '../shared/joiningStates.ts';
import { Flash } from '../shared/notice.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { type Column, DataTable } from '../shared/table.tsx';
import { Tag } from '../shared/tag.tsx';
import { authorityPage } from './shell.tsx';

type Context = ActorContext<AuthorityActor>;

const title = '机构入驻';
const said: Readonly<Record<string, string>> = {
  approved: '已同意。邀请已发到机构管理员的手机。',
  refused: '已答复不同意,申请人会收到短信。',
  asked: '已要求补充,申请人会收到短信。',
};

function columnsOf({ services }: Context): readonly Column<JoiningLine>[] {
  const today = chinaDate(services.clock.now());
  return [
    {
      key: 'name',
      header: '机构名称',
      rowHeader: true,
      cell: ({ id, name }) => <a href={paths.authority.joiningRequest(id)}>{name}</a>,
    },
    { key: 'number', header: '登记号', cell: ({ number }) => number },
    { key: 'region', header: '行政区划', cell: ({ region }) => region },
    { key: 'authority', header: '由谁决定', cell: ({ authority }) => authority },
    { key: 'receipt', header: '受理号', nowrap: true, cell: ({ receipt }) => receipt },
    {
      key: 'at',
      header: '提交时间',
      nowrap: true,
      cell: ({ createdAt }) => formatDateTime(Temporal.Instant.from(createdAt), today),
    },
    {
      key: 'state',
      header: '状态',
      cell: ({ state }) => <Tag tone={joiningStates[state].tone}>{joiningStates[state].words}</Tag>,
    },
  ];
}

async function list(context: Context): Promise<Answer> {
  const requests = await listJoiningRequests(context.services, context.actor);
  const word = context.query.text('said');
  const sentence = Object.hasOwn(said, word) ? said[word] : undefined;
  const page = authorityPage(context, {
    title,
    current: 'joining',
    flash: sentence === undefined ? undefined : <Flash>{sentence}</Flash>,
    children: (
      <>
        <PageHeading title={title} note="还没有在系统中开通的医疗机构提出的申请,由所在地负责注册的主管部门决定" />
        <DataTable
          id="joining"
          caption="机构入驻申请"
          captionHidden
          columns={columnsOf(context)}
          rows={requests}
          rowKey={({ id }) => id}
          empty={{ title: '没有机构入驻申请' }}
        />
      </>
    ),
  });
  return html(page);
}

export const joiningRequestsPages: readonly Route[] = [
  on.authority('GET', paths.authority.joiningRequests, title, list),
];
