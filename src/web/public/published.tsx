import type { VNode } from 'preact';
import { openHumanCheck } from '../../actions/account/openHumanCheck.ts';
import { passHumanCheck } from '../../actions/account/passHumanCheck.ts';
import { listPublished, type PublishedAsked } from '../../actions/public/listPublished.ts';
import { type Publishers, viewPublishers } from '../../actions/public/viewPublishers.ts';
import { publishedLists } from '../../domain/register/publication.ts';
import { refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html } from '../shared/answer.ts';
import { Button, SubmitRow } from '../shared/button.tsx';
import { RadioGroup } from '../shared/choices.tsx';
import type { PageContext } from '../shared/context.ts';
import { SelectField } from '../shared/fields.tsx';
import { FormGuard, fieldErrors } from '../shared/formGuard.tsx';
import { errorTitle, type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { HumanCheck, humanAnswer } from '../shared/humanCheck.tsx';
import { Notice } from '../shared/notice.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { monthWords, PublishedTable } from './publishedTable.tsx';
import { publicPage } from './shell.tsx';

const title = '注册名单公示';

interface Asked extends PublishedAsked {
  readonly province: string;
}

function askedIn({ query, form }: PageContext, months: readonly string[] = []): Asked {
  const text = (name: string) => form.text(name) || query.text(name);
  const page = Number(text('page'));
  return {
    province: text('province'),
    authority: text('authority'),
    month: text('month') || (months[0] ?? ''),
    list: text('list') === 'ended' ? 'ended' : 'registered',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

function page(context: PageContext, errors: readonly FieldError[], children: VNode): Answer {
  const content = (
    <>
      <PageHeading title={title} note="准予注册和注销注册的人员名单,由作出决定的主管部门依法公布(医师法第二十一条)。" />
      {children}
    </>
  );
  const frame = { title: errorTitle(title, errors), current: 'published', tab: 'published' } as const;
  return html(publicPage(context, { ...frame, children: content }), errors.length > 0 ? 422 : 200);
}

interface ChoiceProps {
  readonly asked: Asked;
  readonly publishers: Publishers;
  readonly errors: readonly FieldError[];
}

function Choice({ asked, publishers, errors }: ChoiceProps) {
  const { provinces, authorities, months } = publishers;
  return (
    <FormPage action={paths.published} method="get" errors={errors}>
      <SelectField
        name="province"
        label="省份"
        value={asked.province}
        prompt="请选择"
        width="medium"
        options={provinces.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Button kind="secondary" name="step" value="province">
        显示这个省份的主管部门
      </Button>
      <SelectField
        name="authority"
        label="主管部门"
        value={asked.authority}
        error={findError(errors, 'authority')}
        prompt="请选择"
        hint="更换省份后,请先点【显示这个省份的主管部门】。"
        options={authorities.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <SelectField
        name="month"
        label="月份"
        value={asked.month}
        error={findError(errors, 'month')}
        width="medium"
        options={months.map((month) => ({ value: month, label: monthWords(month) }))}
      />
      <RadioGroup
        name="list"
        label="名单"
        value={asked.list}
        choices={Object.entries(publishedLists).map(([value, { title: label }]) => ({ value, label }))}
      />
      <SubmitRow main="查看名单" />
    </FormPage>
  );
}

async function show(context: PageContext): Promise<Answer> {
  const { services, query, network } = context;
  const publishers = await viewPublishers(services, query.text('province'));
  const asked = askedIn(context, publishers.months);
  const choice = (errors: readonly FieldError[]) =>
    page(context, errors, <Choice asked={asked} publishers={publishers} errors={errors} />);
  if (query.values.authority === undefined || query.text('step') === 'province') return choice([]);
  const outcome = await listPublished(services, asked, { network });
  const refusals = outcome.kind === 'refused' ? outcome.refusals : [];
  if (refusals.some(({ code }) => code === 'lookup.tooMany')) return check(context, asked, []);
  if (outcome.kind !== 'done') return choice(fieldErrors([...query.refusals, ...refusals]));
  return page(context, [], <PublishedTable asked={asked} page={outcome.value} />);
}

/** A check before the list is shown, once for each page. */
async function check(context: PageContext, asked: Asked, errors: readonly FieldError[]): Promise<Answer> {
  const question = await openHumanCheck(context.services, await context.ensureSession(), 'captcha:published');
  return page(
    context,
    errors,
    <>
      <Notice tone="info">{refusalText({ code: 'lookup.tooMany' })}</Notice>
      <FormPage action={paths.published} errors={errors} hidden={<FormGuard context={context} />}>
        {Object.entries(asked).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={String(value)} />
        ))}
        <HumanCheck question={question} refreshHref={paths.published} errors={errors} />
        <SubmitRow main="查看名单" back={{ href: paths.published }} />
      </FormPage>
    </>,
  );
}

async function post(context: PageContext): Promise<Answer> {
  const { services, form, network } = context;
  const asked = askedIn(context);
  if (form.text('refresh') !== '') return check(context, asked, []);
  const from = { token: await context.ensureSession(), network };
  const unsure = await passHumanCheck(services, 'captcha:published', from, humanAnswer(form));
  if (unsure !== undefined) return check(context, asked, fieldErrors([...form.refusals, unsure]));
  const outcome = await listPublished(services, asked, 'human');
  if (outcome.kind === 'done') return page(context, [], <PublishedTable asked={asked} page={outcome.value} />);
  const refusals = outcome.kind === 'refused' ? outcome.refusals : [refusal('lookup.tooMany')];
  const publishers = await viewPublishers(services, asked.province);
  const errors = fieldErrors(refusals);
  return page(context, errors, <Choice asked={asked} publishers={publishers} errors={errors} />);
}

export const publishedPages: readonly Route[] = [
  on.visitor('GET', paths.published, title, show),
  on.visitor('POST', paths.published, title, post),
];
