import { type BusinessEntry, type BusinessKind, viewBusiness } from '../../actions/application/viewBusiness.ts';
import { catalogue } from '../../domain/applications/catalogue.ts';
import type { Field } from '../../domain/procedure/field.ts';
import { type Answer, html } from '../shared/answer.ts';
import { ButtonLink } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { LicenceFace } from './licenceCard.tsx';
import { Reasons } from './reasons.tsx';
import { personPage } from './shell.tsx';
import type { PersonContext } from './typing.ts';

/** Guide 10: what somebody can bring up to date by themselves, with the approval of their institution. */
async function showMaintenance(context: PersonContext): Promise<Answer> {
  const kinds = catalogue.filter(({ route }) => route.decidedBy === 'institution');
  const found = await Promise.all(kinds.map(({ kind }) => viewBusiness(context.services, context.actor, kind)));
  const children = (
    <>
      <PageHeading title="信息维护" note="更新个人照片和联系方式,由执业机构审核后生效。" />
      {found.map((business) => business !== undefined && <Update key={business.definition.kind} business={business} />)}
      <Elsewhere />
    </>
  );
  return html(personPage(context, { title: '信息维护', current: 'maintenance', children }));
}

function Update({ business }: { business: BusinessKind }) {
  const { definition, refusals, underWay, entries } = business;
  const open = refusals.length === 0 || underWay.length > 0;
  return (
    <Card title="个人信息" tinted={!open}>
      {entries.map((each) => (
        <Now key={each.entry.id} asked={definition.form.apply} each={each} />
      ))}
      {open ? (
        <ButtonLink href={paths.person.businessKind(definition.kind)}>更新个人信息</ButtonLink>
      ) : (
        <Reasons definition={definition} refusals={refusals} />
      )}
      <p class="quiet">*未注册医疗机构的医师不可更新个人信息。</p>
    </Card>
  );
}

/** What the register has now. */
function Now({ asked, each: { entry, licence } }: { asked: readonly Field[]; each: BusinessEntry }) {
  const rows = asked.map(({ key, label }) => ({ label, value: entry.contact[key] ?? '' }));
  return (
    <LicenceFace licence={licence}>
      <SummaryList rows={rows} />
    </LicenceFace>
  );
}

function Elsewhere() {
  return (
    <Card title="其他信息">
      <p>姓名、证件号码和资格信息来自考核名册,不能自行修改;有错误的,由考核所在省核实更正。</p>
      <p>
        <a href={paths.person.correction}>信息更正申请</a>
      </p>
    </Card>
  );
}

export const maintenancePages: readonly Route[] = [
  on.physician('GET', paths.person.maintenance, '信息维护', showMaintenance),
];
