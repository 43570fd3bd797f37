import type { OwnApplication } from '../../actions/application/viewOwnApplication.ts';
import { decide } from '../../domain/procedure/decide.ts';
import { isOver, steps, stepTable } from '../../domain/procedure/steps.ts';
import { refusalText } from '../../domain/vocabulary/refusals.ts';
import { Button, ButtonLink } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { TextArea } from '../shared/fields.tsx';
import { FormGuard, StepGuard } from '../shared/formGuard.tsx';
import { paths } from '../shared/paths.ts';
import type { PersonContext } from './typing.ts';

interface Props {
  context: PersonContext;
  view: OwnApplication;
}

/** What the applicant can do now: mend, remind, withdraw, begin again, print. */
export function ApplicantSteps({ context, view }: Props) {
  const { row, definition, editable } = view;
  const table = stepTable[row.state];
  const mine = row.startedBy === 'applicant';
  return (
    <Card title="您可以办理">
      <div class="stack">
        {editable && <Mend view={view} />}
        {row.state === 'approved' && <ButtonLink href={paths.person.home}>查看我的执业信息</ButtonLink>}
        {table.nudge !== undefined && <Nudge context={context} view={view} />}
        {mine && isOver(row.state) && row.state !== 'approved' && <Again context={context} view={view} />}
        {definition.route.decidedBy !== 'nobody' && (
          <p>
            <a href={paths.person.applicationPdf(row.id)}>{definition.papers.formTitle}(PDF)</a>
          </p>
        )}
        {table.withdraw !== undefined && (mine ? <Withdraw context={context} view={view} /> : <Reported view={view} />)}
      </div>
    </Card>
  );
}

function Mend({ view: { row } }: { view: OwnApplication }) {
  const label = row.state === 'draft' ? '继续填写' : row.state === 'supplement' ? '修改并提交补正' : '修改并重新提交';
  return <ButtonLink href={paths.person.applicationEdit(row.id)}>{label}</ButtonLink>;
}

/** 催办: disabled with its reason until the institution has had its days. */
function Nudge({ context, view }: Props) {
  const { row, definition, facts, today, calendar } = view;
  const { refusals } = decide(definition, row, { step: 'nudge' }, facts, { date: today, calendar });
  return (
    <form method="post" action={paths.person.applicationNudge(row.id)}>
      <StepGuard context={context} version={row.version} />
      <Button kind="secondary" refusedBecause={refusals?.map(refusalText).join('')}>
        {steps.nudge}
      </Button>
    </form>
  );
}

/** 重新申请, with what was filled in before. */
function Again({ context, view: { row, definition } }: Props) {
  return (
    <form method="post" action={paths.person.businessKind(definition.kind)}>
      <FormGuard context={context} />
      <input type="hidden" name="copyOf" value={row.id} />
      <input type="hidden" name="entryId" value={row.entryId ?? ''} />
      {definition.route.from === 'site' && <input type="hidden" name="siteId" value={row.subject} />}
      <Button kind="secondary">重新申请</Button>
      <p class="hint">原来填写的内容会带过去,可以修改。</p>
    </form>
  );
}

/** What the institution has begun is not the physician's to withdraw. */
function Reported({ view: { names } }: { view: OwnApplication }) {
  return (
    <p>{`这件业务由${names.institution ?? '机构'}报告,不能由您撤回。如有异议,请尽快联系${names.authority ?? '审批机关'}。`}</p>
  );
}

/** Opened first, pressed second: a withdrawn file cannot be brought back. */
function Withdraw({ context, view: { row } }: Props) {
  const isDraft = row.number === null;
  return (
    <details class="ds-details">
      <summary>{isDraft ? '删除这份草稿' : '撤回这件申请'}</summary>
      <form class="form" method="post" action={paths.person.applicationWithdraw(row.id)}>
        <StepGuard context={context} version={row.version} />
        <p>{isDraft ? '删除后不能恢复。' : '撤回后不能恢复,需要时可以重新申请。'}</p>
        {!isDraft && <TextArea name="reasons" label="撤回的原因" hint="可以不填。" rows={2} />}
        <Button kind="irrevocable">{isDraft ? '确认删除' : `确认${steps.withdraw}`}</Button>
      </form>
    </details>
  );
}
