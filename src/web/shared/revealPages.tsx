import type { ComponentChildren, VNode } from 'preact';
import type { FindRevealable } from '../../actions/privacy/findRevealable.ts';
import { type Revealed, revealableFields, revealNumber } from '../../actions/privacy/revealNumber.ts';
import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import { revealFields, revealReasons, revealsPerDay } from '../../domain/privacy/reveal.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, bytes, html } from './answer.ts';
import { SubmitRow } from './button.tsx';
import { Card } from './card.tsx';
import { RadioGroup } from './choices.tsx';
import type { ActorContext, PageContext } from './context.ts';
import { TextField } from './fields.tsx';
import { FormGuard, stepForm } from './formGuard.tsx';
import { errorTitle, FormPage, findError } from './formPage.tsx';
import { BackLink } from './navigation.tsx';
import { type Frame, notFoundPage } from './outcomePage.tsx';
import { PageHeading } from './pageHeading.tsx';
import type { Make, Route } from './route.ts';
import { shownErrors } from './shownErrors.ts';
import { SummaryList } from './summaryList.tsx';
import { typedFields } from './typedFields.ts';

/** One sort of record whose numbers a desk may see whole. */
export interface RevealDesk<A extends InstitutionActor | AuthorityActor, Word extends string> {
  readonly on: Make<ActorContext<A>>;
  readonly name: string;
  readonly current: Word;
  /** Where the page of the record is, and this one. */
  readonly record: (id: string) => string;
  readonly address: (id: string) => string;
  readonly find: FindRevealable<A>;
  readonly frame: (context: PageContext, page: { title: string; current: Word; children: ComponentChildren }) => VNode;
  readonly message: Frame;
}

const title = '查看完整号码';

/**
 * 查看完整号码: a form that asks why, and a page of its own that shows the number once. Nothing of it goes into an
 * address or the session; the pages of the record stay masked.
 */
export function revealPages<A extends InstitutionActor | AuthorityActor, Word extends string>(
  desk: RevealDesk<A, Word>,
): readonly Route[] {
  const { on, name, address } = desk;
  return [
    on('GET', address(':id'), `${name}查看完整号码的原因`, (context) => showForm(desk, context, [])),
    // A number leaves only on a fresh proof of who is asking.
    on('POST', address(':id'), `${name}查看完整号码`, (context) => reveal(desk, context), { fresh: true }),
  ];
}

async function showForm<A extends InstitutionActor | AuthorityActor, Word extends string>(
  desk: RevealDesk<A, Word>,
  context: ActorContext<A>,
  refusals: readonly Refusal[],
): Promise<Answer> {
  const { services, actor, params, form } = context;
  const id = params.id ?? '';
  const record = await desk.find(services, actor, id);
  if (record === undefined) return notFoundPage(context, desk.message);
  const errors = shownErrors(form, refusals);
  const offered = revealableFields(record);
  const page = desk.frame(context, {
    title: errorTitle(title, errors),
    current: desk.current,
    children: (
      <div class="narrow">
        <BackLink href={desk.record(id)} />
        <PageHeading
          title={title}
          note={`谁、何时、为什么查看了谁的什么号码,都会记录,本人和本单位管理员、审计员可以看到。每人每天最多${revealsPerDay}次。`}
        />
        <FormPage action={desk.address(id)} errors={errors} hidden={<FormGuard context={context} />} starNote>
          <RadioGroup
            name="field"
            label="要查看的内容"
            required
            value={form.text('field') || offered[0]}
            error={findError(errors, 'field')}
            choices={offered.map((value) => ({ value, label: revealFields[value] }))}
          />
          <RadioGroup
            name="reason"
            label="查看原因"
            required
            value={form.text('reason')}
            error={findError(errors, 'reason')}
            choices={Object.entries(revealReasons).map(([value, label]) => ({ value, label }))}
          />
          <TextField
            {...typedFields(context, errors)('words')}
            label="说明"
            hint="选择“其他”时必填;请不要在这里写号码或他人的个人信息"
          />
          <SubmitRow
            main={title}
            back={{ href: desk.record(id), label: '不查看' }}
            next="只显示这一次,离开后恢复遮盖。"
          />
        </FormPage>
      </div>
    ),
  });
  return html(page, refusals.length > 0 ? 422 : 200);
}

async function reveal<A extends InstitutionActor | AuthorityActor, Word extends string>(
  desk: RevealDesk<A, Word>,
  context: ActorContext<A>,
): Promise<Answer> {
  const { services, actor, params, form } = context;
  const id = params.id ?? '';
  const typed = { field: form.text('field'), reason: form.text('reason'), words: form.text('words') };
  const outcome = await revealNumber(services, actor, desk.find, { ...typed, id, key: stepForm(context, id, '').key });
  if (outcome.kind === 'refused') return showForm(desk, context, outcome.refusals);
  if (outcome.kind !== 'done') return notFoundPage(context, desk.message);
  const { print } = outcome.value;
  if (print !== undefined) {
    const { pdf, fileName } = await print();
    return bytes('application/pdf', pdf, fileName);
  }
  const children = <Shown revealed={outcome.value} back={desk.record(id)} />;
  return html(desk.frame(context, { title, current: desk.current, children }));
}

function Shown({ revealed: { name, field, value, reason }, back }: { revealed: Revealed; back: string }) {
  return (
    <div class="narrow">
      <BackLink href={back} />
      <PageHeading title={title} note="已记录。请不要抄录、拍照或截图留存;重新载入本页不会再显示。" />
      <Card>
        <SummaryList
          rows={[
            { label: '姓名', value: name },
            { label: revealFields[field], value: <b class="code">{value}</b> },
            { label: '查看原因', value: reason },
          ]}
        />
      </Card>
    </div>
  );
}
