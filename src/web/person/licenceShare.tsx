import { stopSharing } from '../../actions/licence/stopSharing.ts';
import { type ShareDetail, viewOwnShare } from '../../actions/licence/viewShares.ts';
import { liveViews } from '../../domain/issuing/liveView.ts';
import type { ShareState } from '../../domain/issuing/shareTerms.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { CheckboxField } from '../shared/choices.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { errorTitle, type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { QrCode } from '../shared/qrCode.tsx';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { Tag } from '../shared/tag.tsx';
import { saidOn } from './said.tsx';
import { personMessage, personPage } from './shell.tsx';
import type { PersonContext } from './typing.ts';

export function ShareTag({ state }: { state: ShareState }) {
  if (state === 'open') return <Tag tone="valid">可打开</Tag>;
  return <Tag tone="neutral">{state === 'stopped' ? '已停止' : '已过期'}</Tag>;
}

async function show(context: PersonContext, refusals: readonly Refusal[] = []): Promise<Answer> {
  const { entryId = '', shareId = '' } = context.params;
  const share = await viewOwnShare(context.services, context.actor, entryId, shareId);
  if (share === undefined) return notFoundPage(context, personMessage);
  const errors = shownErrors(context.form, refusals);
  const title = share.note === '' ? `给${liveViews[share.view].title}的链接` : share.note;
  const children = (
    <div class="narrow">
      <BackLink href={paths.person.licenceShares(entryId)}>分享链接</BackLink>
      <PageHeading title={title} />
      {share.state === 'open' && <LinkCard context={context} share={share} />}
      <Openings context={context} share={share} />
      {share.state === 'open' && <Stop context={context} share={share} errors={errors} />}
    </div>
  );
  const page = personPage(context, {
    title: errorTitle(title, errors),
    current: 'licence',
    scripts: true,
    flash: saidOn(context),
    children,
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

interface Part {
  readonly context: PersonContext;
  readonly share: ShareDetail;
}

/** The link to copy, and as a code for whoever has a camera. */
function LinkCard({ context, share }: Part) {
  const link = `${context.services.publicUrl}${paths.share(share.token)}`;
  return (
    <Card title="链接" aside={<ShareTag state={share.state} />}>
      <label class="field" for="link">
        <span>复制后发给对方</span>
        <input class="ds-input" id="link" type="text" readOnly value={link} data-copy />
      </label>
      <QrCode text={link} label="分享链接的二维码" />
      <p class="quiet small">
        有链接的人都能查看,请只发给需要的人。<a href={paths.share(share.token)}>看看对方看到的样子</a>
        (您自己查看不计次数)
      </p>
    </Card>
  );
}

function Openings({ context, share }: Part) {
  const today = chinaDate(context.services.clock.now());
  const when = (at: string) => formatDateTime(Temporal.Instant.from(at), today);
  const { view, createdAt, expiresAt, stoppedAt, opened, openings } = share;
  return (
    <Card title={`打开过${opened}次`} aside={share.state === 'open' ? undefined : <ShareTag state={share.state} />}>
      <SummaryList
        rows={[
          { label: '出示给', value: `${liveViews[view].title}:${liveViews[view].shows}` },
          { label: '新建', value: when(createdAt) },
          stoppedAt === null ? { label: '有效至', value: when(expiresAt) } : { label: '停止', value: when(stoppedAt) },
        ]}
      />
      {openings.length === 0 ? (
        <p class="quiet">还没有人打开。</p>
      ) : (
        <>
          <h3>打开记录</h3>
          <ol class="course">
            {openings.map(({ id, at, network }) => (
              <li key={id}>
                <time dateTime={at}>{when(at)}</time>
                <span>网络 {network}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      {opened > openings.length && <p class="quiet small">只列出最近{openings.length}次。</p>}
    </Card>
  );
}

function Stop({ context, share, errors }: Part & { readonly errors: readonly FieldError[] }) {
  return (
    <Card title="停止分享">
      <FormPage
        action={paths.person.licenceShare(share.entryId, share.id)}
        errors={errors}
        hidden={<FormGuard context={context} />}
      >
        <CheckboxField
          name="sure"
          label="我确认停止,停止后这个链接不能再打开,也不能恢复"
          required
          error={findError(errors, 'sure')}
        />
        <SubmitRow main="停止分享" irrevocable />
      </FormPage>
    </Card>
  );
}

async function stop(context: PersonContext): Promise<Answer> {
  const { services, actor, form, params } = context;
  const { entryId = '', shareId = '' } = params;
  const outcome = await stopSharing(services, actor, shareId, form.text('sure') === 'yes');
  const location = withQuery(paths.person.licenceShare(entryId, shareId), { said: 'shareStopped' });
  const stopped = outcome.kind === 'done' ? { ...outcome, value: location } : outcome;
  return answerOutcome(context, stopped, personMessage, paths.person.licenceShares(entryId), (refusals) =>
    show(context, refusals),
  );
}

export const licenceSharePages: readonly Route[] = [
  on.physician('GET', paths.person.licenceShare(':entryId', ':shareId'), '一个分享链接', (context) => show(context)),
  on.physician('POST', paths.person.licenceShare(':entryId', ':shareId'), '停止分享', stop),
];
