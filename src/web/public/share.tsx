import { randomUUID } from 'node:crypto';
import type { ShareCheck } from '../../actions/public/findOpenShare.ts';
import { openByLink, viewShare } from '../../actions/public/openShare.ts';
import { readSharedPhoto, viewOpened } from '../../actions/public/viewOpened.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { liveViews } from '../../domain/issuing/liveView.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Answer, bytes, html, redirect } from '../shared/answer.ts';
import { ButtonLink, SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { PageContext } from '../shared/context.ts';
import { FormGuard } from '../shared/formGuard.tsx';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { publicMessage, publicPage } from './shell.tsx';
import { ShownLicenceCard } from './shownLicenceCard.tsx';
import { type Verdict, VerdictCard, verdicts } from './verdict.tsx';

const title = '分享的电子证照';

type Closed = Exclude<ShareCheck['kind'], 'open' | 'shown'>;

const closed: Readonly<Record<Closed, Verdict>> = {
  unknown: { tone: 'danger', title: '没有这个链接', words: '链接不完整或不是本系统的。请向持证人要一个新的链接。' },
  stopped: { tone: 'danger', title: '已停止分享', words: '持证人已停止分享。需要核对的,请向持证人要一个新的链接。' },
  over: { tone: 'danger', title: '已过期', words: '这个链接的有效时间已过。需要核对的,请向持证人要一个新的链接。' },
  frozen: {
    tone: 'warning',
    title: '暂不能查看',
    words: '这份证照的持证人身份正在核实,分享暂停。请改用查验码查询状态。',
  },
  tooMany: { tone: 'warning', title: '查验太频繁', words: '您所在的网络查验次数太多,请过几分钟再试。' },
};

function askedBy({ params, network, session }: PageContext) {
  const actor = session?.actor ?? null;
  return { token: params.token ?? '', network, accountId: actor?.end === 'person' ? actor.accountId : null };
}

function answer(context: PageContext, check: ShareCheck): Answer {
  const heading = check.kind === 'shown' ? `${title}:查验结果` : title;
  const statuses: Partial<Record<ShareCheck['kind'], number>> = { unknown: 404, tooMany: 429 };
  const children = (
    <div class="narrow">
      <PageHeading title={heading} />
      <Body context={context} check={check} />
    </div>
  );
  return html(publicPage(context, { title: heading, current: 'verify', children }), statuses[check.kind] ?? 200);
}

function Body({ context, check }: { context: PageContext; check: ShareCheck }) {
  switch (check.kind) {
    case 'open':
      return <Offer context={context} check={check} />;
    case 'shown':
      return <Shown context={context} check={check} />;
    default:
      return (
        <>
          <VerdictCard verdict={closed[check.kind]} at={check.at} />
          <ButtonLink href={paths.verify} kind="secondary">
            证照查验
          </ButtonLink>
        </>
      );
  }
}

function until({ at, expiresAt }: { at: Temporal.Instant; expiresAt: string }): string {
  return formatDateTime(Temporal.Instant.from(expiresAt), chinaDate(at));
}

/** Before anything is shown: what opening means. A messenger that fetches the link for a preview gets no further. */
function Offer({ context, check }: { context: PageContext; check: Extract<ShareCheck, { kind: 'open' }> }) {
  const { title: to, shows } = liveViews[check.view];
  return (
    <Card title="有医师向您出示执业电子证照" aside={`${until(check)}前有效`}>
      <p>
        出示给:{to}。内容:{shows}。
      </p>
      <p class="quiet">
        {check.own
          ? '这是您自己的分享链接,您查看不计次数。'
          : '点击【查看】后显示查验当时的状态;持证人会看到一次查看记录(时间和网络,不含您的身份)。'}
      </p>
      <form class="form" method="post" action={paths.share(context.params.token ?? '')}>
        <FormGuard context={context} />
        <SubmitRow main="查看" />
      </form>
    </Card>
  );
}

function Shown({ context, check }: { context: PageContext; check: Extract<ShareCheck, { kind: 'shown' }> }) {
  const { token = '', opening = '' } = context.params;
  const { shown, photo, at, view } = check;
  return (
    <>
      <VerdictCard verdict={verdicts[shown.physician.status]} at={at}>
        <p class="small">
          出示给:{liveViews[view].title};链接{until(check)}前有效
        </p>
      </VerdictCard>
      <ShownLicenceCard shown={shown} photoHref={photo ? paths.sharePhoto(token, opening) : undefined} />
      <p class="quiet small">
        结果只代表查验当时的状态,以后需要核对的请重新查验。<a href={paths.verify}>证照查验</a>
      </p>
    </>
  );
}

async function open(context: PageContext): Promise<Answer> {
  const asked = askedBy(context);
  const key = context.form.text('_key');
  const check = await openByLink(context.services, asked, isUuid(key) ? key : randomUUID());
  return check.kind === 'opened' ? redirect(paths.shareOpened(asked.token, check.openingId)) : answer(context, check);
}

async function showOpened(context: PageContext): Promise<Answer> {
  const asked = askedBy(context);
  const check = await viewOpened(context.services, asked, context.params.opening ?? '');
  return check.kind === 'open' ? redirect(paths.share(asked.token)) : answer(context, check);
}

async function photo(context: PageContext): Promise<Answer> {
  const found = await readSharedPhoto(context.services, askedBy(context), context.params.opening ?? '');
  return found === undefined ? notFoundPage(context, publicMessage) : bytes('image/jpeg', found);
}

export const sharePages: readonly Route[] = [
  on.visitor('GET', paths.share(':token'), title, async (context) =>
    answer(context, await viewShare(context.services, askedBy(context))),
  ),
  on.visitor('POST', paths.share(':token'), '查看分享', open),
  on.visitor('GET', paths.shareOpened(':token', ':opening'), '查看分享的电子证照', showOpened),
  on.visitor('GET', paths.sharePhoto(':token', ':opening'), '分享的证照照片', photo),
];
