import type { OwnApplication } from '../../actions/application/viewOwnApplication.ts';
import { groupByFours } from '../../domain/fields/certificateNumbers.ts';
import { entryStatuses } from '../../domain/register/entry.ts';
import { Card } from '../shared/card.tsx';
import { SummaryList, type SummaryRow } from '../shared/summaryList.tsx';

/** The 执业信息 an application is about, and the filing: who has several sees which one was chosen. */
export function AboutCard({ view: { facts } }: { view: OwnApplication }) {
  const { entry, site, institutionNames, provinceNames } = facts;
  if (entry === null) return null;
  const filing: readonly SummaryRow[] =
    site === null
      ? []
      : [
          { label: '备案机构', value: institutionNames[site.institutionId] ?? '' },
          { label: '备案有效期', value: `${site.from} 至 ${site.until}` },
        ];
  return (
    <Card title="办理的执业信息" aside={entryStatuses[entry.status]}>
      <SummaryList
        rows={[
          { label: '主要执业机构', value: institutionNames[entry.mainInstitutionId] ?? '' },
          { label: '执业证书编码', value: <span class="code">{groupByFours(entry.licenceNo)}</span> },
          { label: '执业地点', value: provinceNames[entry.provinceCode] ?? '' },
          ...filing,
        ]}
      />
    </Card>
  );
}
