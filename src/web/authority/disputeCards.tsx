import { longestStatement } from '../../actions/dispute/disputeForm.ts';
import type { DisputeView, DisputeWords } from '../../actions/dispute/viewDisputes.ts';
import { type DisputeSide, disputeOutcomes, disputeSides } from '../../domain/access/dispute.ts';
import { maskIdNumber } from '../../domain/fields/identity.ts';
import { maskPhone } from '../../domain/fields/phone.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { refusalText } from '../../domain/vocabulary/refusals.ts';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { CheckboxField, RadioGroup } from '../shared/choices.tsx';
import type { PageContext } from '../shared/context.ts';
import { TextArea } from '../shared/fields.tsx';
import { FormGuard, StepGuard } from '../shared/formGuard.tsx';
import { type FieldError, findError } from '../shared/formPage.tsx';
import { paths } from '../shared/paths.ts';
import { SummaryList } from '../shared/summaryList.tsx';

interface PartProps {
  readonly context: PageContext;
  readonly view: DisputeView;
}

export const disputeSure = '已核对双方的说明和证明材料,同意处理意见';

/** Who is who, and what both sides have said and shown. */
export function DisputeFacts({ context, view }: PartProps) {
  const { row } = view;
  const today = chinaDate(context.services.clock.now());
  const when = (at: string | null) => (at === null ? '' : formatDateTime(Temporal.Instant.from(at), today));
  const decided =
    row.decidedAt === null ? [] : [{ label: '确认人', value: `${row.decidedByName ?? ''},${when(row.decidedAt)}` }];
  const proposed =
    row.outcome === null
      ? []
      : [
          { label: '处理意见', value: disputeOutcomes[row.outcome] },
          { label: '处理理由', value: row.reason },
          { label: '提出人', value: row.proposedByName ?? '' },
        ];
  return (
    <>
      <Card title="异议">
        <SummaryList
          rows={[
            { label: '姓名', value: row.name },
            { label: '证件号码', value: maskIdNumber(row.idNumber) },
            { label: '资格证书编码', value: row.certificateNo },
            { label: '提出时间', value: when(row.openedAt) },
            { label: '申请异议人手机号', value: maskPhone(row.phone) },
            { label: '现账号登录名', value: row.loginName },
            { label: '现账号注册时间', value: when(row.accountCreatedAt) },
            { label: '现账号激活时间', value: row.activatedAt === null ? '未激活' : when(row.activatedAt) },
            { label: '现账号手机号', value: row.accountPhone === null ? '' : maskPhone(row.accountPhone) },
            ...proposed,
            ...decided,
          ]}
        />
      </Card>
      <Side view={view} side="claimant" when={when} />
      <Side view={view} side="account" when={when} />
    </>
  );
}

function Side({ view, side, when }: { view: DisputeView; side: DisputeSide; when: (at: string | null) => string }) {
  const { row } = view;
  const pictures = view.evidence.filter((each) => each.side === side);
  return (
    <Card title={disputeSides[side]}>
      {view.statements
        .filter((each) => each.side === side)
        .map((each) => (
          <Said key={each.round} said={each} when={when} />
        ))}
      {pictures.length > 0 && (
        <ul>
          {pictures.map(({ id }, index) => (
            <li key={id}>
              <a href={paths.authority.disputeEvidence(row.id, id)}>{`证明材料${index + 1}`}</a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Said({ said, when }: { said: DisputeWords; when: (at: string | null) => string }) {
  return (
    <>
      {said.question !== '' && <p class="quiet">{`${said.askedByName}询问:${said.question}`}</p>}
      <p>{said.words === null ? '还没有答复。' : `${said.words}(${when(said.answeredAt)})`}</p>
    </>
  );
}

/** What can be done now: ask and propose while it is open, confirm or not once something is proposed. */
export function DisputeForms({ context, view, errors }: PartProps & { errors: readonly FieldError[] }) {
  const { row, handling, confirming } = view;
  if (row.state === 'decided') return null;
  const refusals = row.state === 'open' ? handling : confirming;
  if (refusals.length > 0) {
    return (
      <Card title="处理">
        <p class="quiet">{refusals.map(refusalText).join(' ')}</p>
      </Card>
    );
  }
  const part = { context, view, errors };
  return row.state === 'open' ? (
    <>
      <Ask {...part} />
      <Propose {...part} />
    </>
  ) : (
    <Confirm {...part} />
  );
}

type FormProps = PartProps & { readonly errors: readonly FieldError[] };

function Ask({ context, view: { row }, errors }: FormProps) {
  const choices = (Object.keys(disputeSides) as DisputeSide[]).map((value) => ({ value, label: disputeSides[value] }));
  return (
    <Card title="补充询问">
      <form class="form" method="post" action={paths.authority.disputeQuestion(row.id)} noValidate>
        <FormGuard context={context} />
        <RadioGroup
          name="side"
          label="询问谁"
          required
          choices={choices}
          value={context.form.text('side')}
          error={findError(errors, 'side')}
        />
        <TextArea
          name="words"
          label="询问内容"
          required
          hint="每一方只能补充询问一次"
          rows={2}
          maxLength={longestStatement}
          value={context.form.text('words')}
          error={findError(errors, 'words')}
        />
        <Button kind="secondary">询问</Button>
      </form>
    </Card>
  );
}

function Propose({ context, view: { row }, errors }: FormProps) {
  const choices = Object.entries(disputeOutcomes).map(([value, label]) => ({ value, label }));
  return (
    <Card title="处理意见">
      <form class="form" method="post" action={paths.authority.dispute(row.id)} noValidate>
        <StepGuard context={context} version={row.version} />
        <RadioGroup
          name="outcome"
          label="处理意见"
          required
          choices={choices}
          value={context.form.text('outcome')}
          error={findError(errors, 'outcome')}
        />
        <Reason context={context} errors={errors} label="处理理由" />
        <Button name="step" value="propose">
          提出
        </Button>
      </form>
    </Card>
  );
}

function Confirm({ context, view: { row }, errors }: FormProps) {
  return (
    <Card title="确认">
      <form class="form" method="post" action={paths.authority.dispute(row.id)} noValidate>
        <StepGuard context={context} version={row.version} />
        <CheckboxField name="sure" label={disputeSure} required error={findError(errors, 'sure')} />
        <Button kind="irrevocable" name="step" value="confirm">
          确认
        </Button>
      </form>
      <details class="ds-details" open={context.form.text('step') === 'reject'}>
        <summary>不予确认</summary>
        <div>
          <form class="form" method="post" action={paths.authority.dispute(row.id)} noValidate>
            <StepGuard context={context} version={row.version} />
            <Reason context={context} errors={errors} label="不予确认的理由" />
            <Button kind="secondary" name="step" value="reject">
              不予确认
            </Button>
          </form>
        </div>
      </details>
    </Card>
  );
}

function Reason({ context, errors, label }: { context: PageContext; errors: readonly FieldError[]; label: string }) {
  return (
    <TextArea
      name="reason"
      label={label}
      required
      rows={2}
      maxLength={longestStatement}
      value={context.form.text('reason')}
      error={findError(errors, 'reason')}
    />
  );
}
