import type { RegisterView } from '../../actions/register/viewRegisterEntry.ts';
import {
  barDayAsked,
  deregistrationGrounds,
  effectDayLabel,
  type OrderKind,
  orderKinds,
  orderRules,
} from '../../domain/register/orderKinds.ts';
import { entryRefused } from '../../domain/register/orders.ts';
import { cite } from '../../domain/vocabulary/articles.ts';
import { orderArticles } from '../../domain/vocabulary/orderArticles.ts';
import { refusalText } from '../../domain/vocabulary/refusals.ts';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { DateField, SelectField, TextArea, TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { type FormPart, findError } from '../shared/formPage.tsx';
import { paths } from '../shared/paths.ts';

type Props = FormPart & { readonly view: RegisterView };

/** Several orders of one page ask for the same thing; the name says which a field belongs to: `reason-suspend`. */
export function orderField(kind: OrderKind, field: string): string {
  return `${field}-${kind}`;
}

/** 依职权处理: each kind with its own form; what cannot be done to the entry as it stands says why. */
export function OrderForms({ context, view, errors }: Props) {
  if (view.refusals.length > 0) {
    return (
      <Card title="依职权处理">
        <p class="quiet">{view.refusals.map(refusalText).join(' ')}</p>
      </Card>
    );
  }
  const kinds = Object.keys(orderKinds) as OrderKind[];
  const sent = context.form.text('kind');
  return (
    <Card title="依职权处理">
      <p class="quiet">提出后须由另一名审批人确认才生效。</p>
      <div class="steps">
        {kinds.map((kind) => {
          const closed = entryRefused({ kind }, view.entry);
          return closed.length > 0 ? (
            <p key={kind} class="quiet">{`${orderKinds[kind]}:${closed.map(refusalText).join('')}`}</p>
          ) : (
            <details key={kind} class="ds-details" open={sent === kind}>
              <summary>{orderKinds[kind]}</summary>
              <div>
                <OrderForm context={context} view={view} errors={errors} kind={kind} />
              </div>
            </details>
          );
        })}
      </div>
    </Card>
  );
}

function OrderForm({ context, view, errors, kind }: Props & { kind: OrderKind }) {
  const given = (field: string) => {
    const name = orderField(kind, field);
    return { name, value: context.form.text(name), error: findError(errors, name), required: true };
  };
  const articles = orderRules[kind].articles.map((key) => ({
    value: key,
    label: `${cite(orderArticles[key])}${key === 'ethics' ? '(只限省级以上主管部门)' : ''}`,
  }));
  return (
    <form class="form" method="post" action={paths.authority.registerOrders(view.entry.id)} noValidate>
      <FormGuard context={context} />
      <TextField {...given('documentNo')} label="文号" hint="处理决定书的文号" />
      <SelectField {...given('article')} label="法律依据" prompt="请选择" options={articles} />
      <OwnFields kind={kind} given={given} view={view} />
      <DateField {...given('effectiveOn')} label={effectDayLabel(kind)} hint="今天或以后" />
      <TextArea {...given('reason')} label="事实和理由" hint="医师会看到" maxLength={1000} rows={3} />
      <Button kind={mild.has(kind) ? 'main' : 'irrevocable'} name="kind" value={kind}>
        {`提出${orderKinds[kind]}`}
      </Button>
    </form>
  );
}

/** What takes nothing from anybody. */
const mild: ReadonlySet<OrderKind> = new Set(['resume', 'correct']);

type Given = (field: string) => { name: string; value: string; error: string | undefined; required: boolean };

function OwnFields({ kind, given, view }: { kind: OrderKind; given: Given; view: RegisterView }) {
  switch (kind) {
    case 'suspend':
      return (
        <DateField
          {...given('until')}
          label="暂停至"
          hint="含当日,期满自动恢复。医师法第四十二条:三个月至六个月;其他条款:六个月以上一年以下"
        />
      );
    case 'deregister':
      return (
        <>
          <SelectField {...given('ground')} label="注销情形" prompt="请选择" options={grounds} />
          <DateField
            {...given('barFrom')}
            required={false}
            label="刑罚执行完毕日期或吊销决定日期"
            hint="受刑事处罚或被吊销的填写,据此计算不予注册的期间"
          />
        </>
      );
    case 'correct': {
      const { techniques, conditions } = view.entry;
      const typed = (field: string, now: string) => ({ ...given(field), value: given(field).value || now });
      return (
        <>
          <TextArea {...typed('techniques', techniques)} label="技术方法" maxLength={1000} rows={2} />
          <TextArea {...typed('conditions', conditions)} label="病证范围" maxLength={1000} rows={2} />
        </>
      );
    }
    case 'resume':
    case 'revoke':
    case 'annul':
      return null;
  }
}

const grounds = Object.entries(deregistrationGrounds).map(([value, { words }]) => ({
  value,
  label: barDayAsked(value) === undefined ? words : `${words}(另填日期)`,
}));
