import { presentCodes } from '../../actions/demo/presentCodes.ts';
import { readOutbox } from '../../actions/messages/readOutbox.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Answer, html } from '../shared/answer.ts';
import type { PageContext } from '../shared/context.ts';
import { Notice } from '../shared/notice.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { type Column, DataTable } from '../shared/table.tsx';
import { publicPage } from './shell.tsx';

type Code = Awaited<ReturnType<typeof presentCodes>>[number];
type Entry = NonNullable<Awaited<ReturnType<typeof readOutbox>>>[number];

const channels: Readonly<Record<Entry['channel'], string>> = { sms: '短信', mail: '邮件', captcha: '验证码图片' };
const most = 50;

const codeColumns: readonly Column<Code>[] = [
  { key: 'channel', header: '方式', nowrap: true, cell: () => '动态验证码(totp)' },
  { key: 'loginName', header: '登录名', rowHeader: true, nowrap: true, cell: ({ loginName }) => loginName },
  { key: 'code', header: '现在的动态验证码', nowrap: true, cell: ({ code }) => <strong class="code">{code}</strong> },
  { key: 'name', header: '姓名', nowrap: true, cell: ({ name }) => name },
  { key: 'organisation', header: '单位', cell: ({ organisation }) => organisation },
];

/** Demo only: the road /outbox is not mounted elsewhere. */
async function show(context: PageContext): Promise<Answer> {
  const entries = (await readOutbox(context.services, most)) ?? [];
  const codes = await presentCodes(context.services);
  const today = chinaDate(context.services.clock.now());
  const rows = entries.map((entry, index) => ({ ...entry, key: `${index + 1}` }));
  const columns: readonly Column<(typeof rows)[number]>[] = [
    { key: 'at', header: '时间', nowrap: true, cell: ({ at }) => formatDateTime(Temporal.Instant.from(at), today) },
    { key: 'channel', header: '方式', nowrap: true, cell: ({ channel }) => channels[channel] },
    { key: 'to', header: '发给', cell: ({ to, channel }) => (channel === 'captcha' ? '本页面的访问者' : to) },
    { key: 'text', header: '内容', cell: ({ text }) => text },
    { key: 'code', header: '校验码或验证码', nowrap: true, cell: ({ code }) => <strong>{code ?? ''}</strong> },
  ];
  const page = publicPage(context, {
    title: '演示:发件箱',
    children: (
      <>
        <PageHeading title="演示:发件箱" note={`本来会发出的短信和邮件,以及图片验证码的答案;最新的${most}条`} />
        <p>
          <a href="#totp">机构端和主管部门端的动态验证码</a>
        </p>
        <Notice tone="warning">
          <p>这是演示环境:短信和邮件不会真的发出。正式环境没有这个页面。</p>
        </Notice>
        <DataTable
          id="outbox"
          caption="发件箱"
          captionHidden
          columns={columns}
          rows={rows}
          rowKey={({ key }) => key}
          empty={{ title: '还没有短信或邮件' }}
        />
        <section class="section" id="totp">
          <h2>机构端和主管部门端的动态验证码</h2>
          <p>每30秒换一个,每个只能用一次;刷新本页可看新的。正式环境由各人自己手机上的身份验证器显示。</p>
          <DataTable
            id="totp-codes"
            caption="现在的动态验证码"
            captionHidden
            columns={codeColumns}
            rows={codes}
            rowKey={({ loginName }) => loginName}
            empty={{ title: '还没有人员启用动态验证码' }}
          />
        </section>
      </>
    ),
  });
  return html(page);
}

export const outboxPages: readonly Route[] = [on.demo('GET', paths.outbox, '演示:发件箱', show)];
