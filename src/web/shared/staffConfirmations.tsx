import type { Colleague } from '../../actions/staff/listStaff.ts';
import { chinaDate, formatDate } from '../../domain/time/dates.ts';
import { Card } from './card.tsx';
import { FormGuard } from './formGuard.tsx';
import type { StaffContext, StaffDesk } from './staffDeskParts.ts';
import { type Column, DataTable } from './table.tsx';
import { Tag } from './tag.tsx';

const daysAhead = 30;

/** The day until which a colleague must be confirmed again. */
export function confirmationDue({ confirmedAt }: Colleague): Temporal.PlainDate {
  return chinaDate(Temporal.Instant.from(confirmedAt)).add({ years: 1 });
}

interface Due {
  readonly desk: StaffDesk;
  readonly context: StaffContext;
  readonly staff: readonly Colleague[];
}

/** 年度人员确认: colleagues whose year is over, or will be within thirty days. */
export function ConfirmationsDue({ desk, context, staff }: Due) {
  const today = chinaDate(context.services.clock.now());
  const last = today.add({ days: daysAhead });
  const due = staff.filter((each) => each.active && Temporal.PlainDate.compare(confirmationDue(each), last) <= 0);
  const columns: readonly Column<Colleague>[] = [
    { key: 'name', header: '姓名', rowHeader: true, cell: ({ name }) => name },
    { key: 'role', header: '岗位', cell: ({ role }) => desk.roles[role] ?? role },
    {
      key: 'due',
      header: '确认期限',
      cell: (each) => {
        const day = confirmationDue(each);
        const over = Temporal.PlainDate.compare(day, today) <= 0;
        return (
          <>
            {formatDate(day)} {over && <Tag tone="late">已逾期,不能办理决定</Tag>}
          </>
        );
      },
    },
    { key: 'act', header: '操作', cell: (each) => <ConfirmForm desk={desk} context={context} colleague={each} /> },
  ];
  return (
    <section class="section" id="confirmations">
      <Card title="年度人员确认">
        <p>每人每年确认一次:仍在本单位任职,岗位不变。不再任职的,请停用账号。逾期未确认的账号不能办理决定。</p>
        <DataTable
          id="confirmations-due"
          caption="待确认的人员"
          captionHidden
          columns={columns}
          rows={due}
          rowKey={({ id }) => id}
          empty={{ title: `${daysAhead}天内没有到期的人员` }}
        />
      </Card>
    </section>
  );
}

interface OfColleague {
  readonly desk: StaffDesk;
  readonly context: StaffContext;
  readonly colleague: Colleague;
}

export function ConfirmForm({ desk, context, colleague }: OfColleague) {
  return (
    <form method="post" action={desk.paths.staffConfirm(colleague.id)}>
      <FormGuard context={context} />
      <button class="link-button" type="submit">
        确认在岗<span class="sr-only">:{colleague.name}</span>
      </button>
    </form>
  );
}
