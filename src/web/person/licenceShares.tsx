import { randomUUID } from 'node:crypto';
import { shareLicence } from '../../actions/licence/shareLicence.ts';
import { type OwnShare, viewShares } from '../../actions/licence/viewShares.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import { liveViews } from '../../domain/issuing/liveView.ts';
import { shareLimits, shareTerms } from '../../domain/issuing/shareTerms.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { RadioGroup } from '../shared/choices.tsx';
import { EmptyState } from '../shared/emptyState.tsx';
import { TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { errorTitle, type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { Notice } from '../shared/notice.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { ShareTag } from './licenceShare.tsx';
import { personMessage, personPage } from './shell.tsx';
import type { PersonContext } from './typing.ts';

const title = '分享链接';

async function show(context: PersonContext, refusals: readonly Refusal[] = []): Promise<Answer> {
  const entryId = context.params.entryId ?? '';
  const found = await viewShares(context.services, context.actor, entryId);
  if (found === undefined) return notFoundPage(context, personMessage);
  const errors = shownErrors(context.form, refusals);
  const children = (
    <>
      <BackLink href={paths.person.licence}>我的执业电子证照</BackLink>
      <PageHeading
        title={title}
        note="把证照发给不在面前的人。对方每次打开看到的都是当时的状态;到期自动失效,您也可以随时停止。"
      />
      {found.refusals.length > 0 ? (
        <Notice tone="warning" title="现在不能新建分享链接">
          {found.refusals.map((each) => (
            <p key={each.code}>{refusalText(each)}</p>
          ))}
        </Notice>
      ) : (
        <NewShare context={context} entryId={entryId} errors={errors} />
      )}
      <h2 class="section">已建的链接</h2>
      {found.shares.length === 0 ? (
        <EmptyState title="还没有分享链接">新建后可以在这里看到打开的次数和时间。</EmptyState>
      ) : (
        <ul class="shares">
          {found.shares.map((share) => (
            <Line key={share.id} context={context} share={share} />
          ))}
        </ul>
      )}
    </>
  );
  const page = personPage(context, {
    title: errorTitle(title, errors),
    current: 'licence',
    scripts: true,
    children,
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

interface NewShareProps {
  readonly context: PersonContext;
  readonly entryId: string;
  readonly errors: readonly FieldError[];
}

function NewShare({ context, entryId, errors }: NewShareProps) {
  const { values } = context.form;
  return (
    <Card title="新建分享链接">
      <FormPage
        action={paths.person.licenceShares(entryId)}
        errors={errors}
        hidden={<FormGuard context={context} />}
        starNote
      >
        <RadioGroup
          name="view"
          label="出示给谁"
          required
          value={values.view ?? 'employer'}
          error={findError(errors, 'view')}
          choices={Object.entries(liveViews).map(([value, { title: label, shows }]) => ({ value, label, note: shows }))}
        />
        <RadioGroup
          name="term"
          label="有效时间"
          required
          value={values.term ?? 'day'}
          error={findError(errors, 'term')}
          choices={Object.entries(shareTerms).map(([value, { label }]) => ({ value, label }))}
        />
        <TextField
          name="note"
          label="备注"
          value={values.note ?? ''}
          error={findError(errors, 'note')}
          hint={`只有您自己看得到,例如“某医院人事科”;最多${shareLimits.note}字,不要写号码`}
          autocomplete="off"
        />
        <SubmitRow main="生成链接" />
      </FormPage>
    </Card>
  );
}

function Line({ context, share }: { context: PersonContext; share: OwnShare }) {
  const today = chinaDate(context.services.clock.now());
  const when = (at: string) => formatDateTime(Temporal.Instant.from(at), today);
  const { id, entryId, view, note, state, opened, lastOpenedAt, expiresAt } = share;
  return (
    <li>
      <div>
        <p>
          <strong>{note === '' ? `给${liveViews[view].title}` : note}</strong> <ShareTag state={state} />
        </p>
        <p class="quiet small">
          {liveViews[view].title} · {state === 'open' ? `${when(expiresAt)}前有效` : `${when(share.createdAt)}建`}
        </p>
        <p class="small">
          打开过 <strong>{opened}</strong> 次{lastOpenedAt !== null && `,最近一次 ${when(lastOpenedAt)}`}
        </p>
      </div>
      <a class="ds-button" data-variant="secondary" href={paths.person.licenceShare(entryId, id)}>
        {state === 'open' ? '查看链接' : '查看记录'}
        <span class="sr-only">:{note === '' ? when(share.createdAt) : note}</span>
      </a>
    </li>
  );
}

async function create(context: PersonContext): Promise<Answer> {
  const { services, actor, form, params } = context;
  const entryId = params.entryId ?? '';
  const key = form.text('_key');
  const outcome = await shareLicence(services, actor, entryId, {
    id: isUuid(key) ? key.toLowerCase() : randomUUID(),
    view: form.text('view'),
    term: form.text('term'),
    note: form.text('note'),
  });
  const made =
    outcome.kind === 'done'
      ? { ...outcome, value: withQuery(paths.person.licenceShare(entryId, outcome.value), { said: 'shared' }) }
      : outcome;
  return answerOutcome(context, made, personMessage, paths.person.licence, (refusals) => show(context, refusals));
}

export const licenceSharesPages: readonly Route[] = [
  on.physician('GET', paths.person.licenceShares(':entryId'), title, (context) => show(context)),
  on.physician('POST', paths.person.licenceShares(':entryId'), '新建分享链接', create),
];
