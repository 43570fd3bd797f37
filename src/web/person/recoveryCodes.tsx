import { makeRecoveryCodes, viewRecoveryCodes } from '../../actions/recovery/makeRecoveryCodes.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { groupByFours } from '../../domain/fields/certificateNumbers.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html } from '../shared/answer.ts';
import { ButtonLink, SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { ActorContext } from '../shared/context.ts';
import { PasswordField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { errorTitle, type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { Notice } from '../shared/notice.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { personMessage, personPage } from './shell.tsx';

type Context = ActorContext<PersonActor>;
const title = '恢复码';

interface CardProps {
  readonly context: Context;
  readonly codes: Awaited<ReturnType<typeof viewRecoveryCodes>>;
  readonly errors: readonly FieldError[];
}

/** How many are left, and new ones after the password. */
function CodesCard({ context, codes: { left, madeAt }, errors }: CardProps) {
  const today = chinaDate(context.services.clock.now());
  return (
    <Card title={title} aside={madeAt === null ? '未生成' : `剩余${left}个`}>
      <p>手机丢失、忘记密码时,用恢复码可以马上重设密码。一次生成10个,每个只能用一次;请打印或抄写后放在安全的地方。</p>
      {madeAt !== null && (
        <p class="quiet">
          {formatDateTime(Temporal.Instant.from(madeAt), today)}生成。重新生成后,原来的恢复码全部作废。
        </p>
      )}
      <FormPage action={paths.person.recoveryCodes} errors={errors} hidden={<FormGuard context={context} />}>
        <PasswordField
          name="password"
          label="登录密码"
          required
          hint="为确认是您本人,请再输入一次"
          autocomplete="current-password"
          error={findError(errors, 'password')}
        />
        <SubmitRow main={madeAt === null ? '生成恢复码' : '重新生成恢复码'} />
      </FormPage>
    </Card>
  );
}

async function show(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const codes = await viewRecoveryCodes(context.services, context.actor);
  const errors = shownErrors(context.form, refusals);
  const children = (
    <div class="narrow">
      <PageHeading title={title} />
      <CodesCard context={context} codes={codes} errors={errors} />
    </div>
  );
  return html(
    personPage(context, { title: errorTitle(title, errors), current: 'security', scripts: true, children }),
    errors.length > 0 ? 422 : 200,
  );
}

/** The one page that shows them: they are kept nowhere, so this answers the form itself. */
function madePage(context: Context, codes: readonly string[]): Answer {
  const children = (
    <div class="narrow">
      <PageHeading title="您的恢复码" note={context.actor.name} />
      <Notice tone="warning">
        <p>只在这里显示一次。请现在打印或抄写,放在安全的地方,不要存在手机里,也不要给任何人。</p>
      </Notice>
      <ol>
        {codes.map((code) => (
          <li key={code}>
            <strong class="code">{groupByFours(code).replaceAll(' ', '-')}</strong>
          </li>
        ))}
      </ol>
      <p class="no-print">
        <ButtonLink href={paths.person.recoveryCodes}>我已保存</ButtonLink>
      </p>
    </div>
  );
  return html(personPage(context, { title: '您的恢复码', current: 'security', children }));
}

export const recoveryCodePages: readonly Route[] = [
  on.person('GET', paths.person.recoveryCodes, title, (context) => show(context, [])),
  on.person('POST', paths.person.recoveryCodes, '生成恢复码', async (context) => {
    const outcome = await makeRecoveryCodes(context.services, context.actor, context.form.secret('password'));
    if (outcome.kind === 'done') return madePage(context, outcome.value);
    return answerOutcome(context, outcome, personMessage, paths.person.recoveryCodes, (refusals) =>
      show(context, refusals),
    );
  }),
];
