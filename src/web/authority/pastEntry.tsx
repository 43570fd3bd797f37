import type { EntryHistory, PastEntry } from '../../actions/register/entryHistory.ts';
import { entryStatuses, liveSites } from '../../domain/register/entry.ts';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { DateField } from '../shared/fields.tsx';
import { type FieldError, findError } from '../shared/formPage.tsx';
import { SummaryList } from '../shared/summaryList.tsx';

interface PastProps {
  action: string;
  asOf: string;
  history: EntryHistory;
  errors: readonly FieldError[];
}

/** 某日的登记情况: the entry on any past day. */
export function PastCard({ action, asOf, history, errors }: PastProps) {
  return (
    <Card title="某日的登记情况">
      <form class="form" method="get" action={action} noValidate>
        <DateField name="asOf" label="日期" value={asOf} error={findError(errors, 'asOf')} />
        <Button kind="secondary">查看</Button>
      </form>
      {history.past !== undefined && <PastRows past={history.past} />}
    </Card>
  );
}

function PastRows({ past: { day, entry, names } }: { past: PastEntry }) {
  if (entry === null) return <p>{day}还没有注册。</p>;
  const named = (id: string) => names[id] ?? '';
  const sites = liveSites(entry, day).map((site) => `${named(site.institutionId)}(${site.from}至${site.until})`);
  return (
    <SummaryList
      rows={[
        { label: '日期', value: day },
        { label: '状态', value: entryStatuses[entry.status] },
        { label: '主要执业机构', value: named(entry.mainInstitutionId) },
        { label: '发证机关', value: named(entry.authorityId) },
        { label: '技术方法', value: entry.techniques },
        { label: '病证范围', value: entry.conditions },
        { label: '多执业机构备案', value: sites.length === 0 ? '无' : sites.join(';') },
      ]}
    />
  );
}
