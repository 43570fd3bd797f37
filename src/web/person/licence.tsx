import { claimed, claimLicence } from '../../actions/application/claimLicence.ts';
import { type BusinessEntry, viewBusiness } from '../../actions/application/viewBusiness.ts';
import type { OwnLicence } from '../../actions/licence/listOwnLicences.ts';
import { readLicencePhoto } from '../../actions/licence/readLicencePhoto.ts';
import { groupByFours, maskQualificationNumber } from '../../domain/fields/certificateNumbers.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import { physicianCategory, physicianLevel } from '../../domain/register/publicView.ts';
import { formatDate } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, bytes, html } from '../shared/answer.ts';
import { ButtonLink } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { FormGuard, fieldErrors } from '../shared/formGuard.tsx';
import { ErrorSummary, errorTitle } from '../shared/formPage.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList, type SummaryRow } from '../shared/summaryList.tsx';
import { EntryTag, LicencePhoto } from './licenceCard.tsx';
import { licencePaperPages } from './licencePapers.tsx';
import { Reasons } from './reasons.tsx';
import { saidOn } from './said.tsx';
import { personMessage, personPage } from './shell.tsx';
import type { PersonContext } from './typing.ts';

const title = '我的执业电子证照';

async function showLicences(context: PersonContext, refusals: readonly Refusal[] = []): Promise<Answer> {
  const business = await viewBusiness(context.services, context.actor, claimed?.kind ?? '');
  const entries = business?.entries ?? [];
  const errors = fieldErrors(refusals);
  const children = (
    <>
      <PageHeading title={title} note="与纸质证书内容一致;以电子化注册信息系统的登记为准。" />
      <ErrorSummary errors={errors} />
      <p>
        <a href={paths.person.history}>我的执业经历和累计执业时间</a>
      </p>
      {business !== undefined && entries.length === 0 && (
        <Card title="还没有电子证照">
          <p>执业注册批准后,就可以申领电子证照。</p>
          <Reasons definition={business.definition} refusals={business.refusals} />
        </Card>
      )}
      {entries.map((each) => {
        const shown = each.refusals.length === 0 && each.entry.licenceClaimedOn !== null;
        if (business === undefined) return null;
        return shown ? (
          <Face key={each.entry.id} context={context} licence={each.licence} />
        ) : (
          <Unclaimed key={each.entry.id} context={context} definition={business.definition} each={each} />
        );
      })}
    </>
  );
  const page = personPage(context, {
    title: errorTitle('电子证照', errors),
    current: 'licence',
    flash: saidOn(context),
    children,
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

/** Guide 11: pressed the first time it is claimed, and every time it is shown at once. */
async function claim(context: PersonContext): Promise<Answer> {
  const entryId = context.params.entryId ?? '';
  const outcome = await claimLicence(context.services, context.actor, entryId);
  const location = withQuery(paths.person.licenceShow(entryId), { said: 'claimed' });
  const shown = outcome.kind === 'done' ? { ...outcome, value: location } : outcome;
  return answerOutcome(context, shown, personMessage, paths.person.licence, (refusals) =>
    showLicences(context, refusals),
  );
}

function ClaimForm({ context, licence }: { context: PersonContext; licence: OwnLicence }) {
  return (
    <form method="post" action={paths.person.licenceClaim(licence.id)}>
      <FormGuard context={context} />
      <button type="submit" class="ds-button" data-variant="primary">
        申领|亮照<span class="sr-only">:{groupByFours(licence.licenceNo)}</span>
      </button>
    </form>
  );
}

interface UnclaimedProps {
  context: PersonContext;
  definition: Definition;
  each: BusinessEntry;
}

/** Not claimed yet, or not to be shown now: every condition that is not met, with its cure. */
function Unclaimed({ context, definition, each: { licence, refusals } }: UnclaimedProps) {
  return (
    <Card title="中医(专长)医师执业证书" aside={<EntryTag status={licence.status} />}>
      <div class="licence" id={`licence-${licence.id}`}>
        <LicencePhoto licence={licence} />
        <div>
          <p>主要执业机构:{licence.institution}</p>
          <p class="quiet">执业地点:{licence.provinceName}</p>
          <LicenceNumber licence={licence} />
        </div>
      </div>
      {refusals.length === 0 ? (
        <ClaimForm context={context} licence={licence} />
      ) : (
        <>
          <p>现在不能出示电子证照:</p>
          <Reasons definition={definition} refusals={refusals} />
        </>
      )}
    </Card>
  );
}

function LicenceNumber({ licence }: { licence: OwnLicence }) {
  return (
    <p class="quiet">
      执业证书编码 <span class="code">{groupByFours(licence.licenceNo)}</span>
    </p>
  );
}

/** The face of one licence, what it is most often opened for first, and what else can be done with it. */
function Face({ context, licence }: { context: PersonContext; licence: OwnLicence }) {
  return (
    <Card title="中医(专长)医师执业证书" aside={<EntryTag status={licence.status} />}>
      <div class="licence" id={`licence-${licence.id}`}>
        <LicencePhoto licence={licence} />
        <div>
          <h3>{licence.name}</h3>
          <LicenceNumber licence={licence} />
        </div>
        <ClaimForm context={context} licence={licence} />
      </div>
      <SummaryList rows={faceRows(licence)} />
      <div class="row ways">
        <ButtonLink
          kind="secondary"
          href={paths.person.licenceShares(licence.id)}
          about={groupByFours(licence.licenceNo)}
        >
          分享链接
        </ButtonLink>
        <ButtonLink
          kind="secondary"
          href={paths.person.licenceWallet(licence.id)}
          about={groupByFours(licence.licenceNo)}
        >
          存入数字钱包
        </ButtonLink>
        <PaperForm context={context} licence={licence} />
        <a href={paths.verifyOne(licence.verificationCode)}>查验页面(别人看到的样子)</a>
      </div>
    </Card>
  );
}

function faceRows(licence: OwnLicence): SummaryRow[] {
  return [
    { label: '姓名', value: licence.name },
    { label: '性别', value: licence.sex === 'male' ? '男' : '女' },
    { label: '出生日期', value: formatDate(Temporal.PlainDate.from(licence.birthDate)) },
    { label: '执业证书编码', value: <span class="code">{groupByFours(licence.licenceNo)}</span> },
    { label: '资格证书编码', value: <span class="code">{maskQualificationNumber(licence.certificateNo)}</span> },
    { label: '医师级别', value: physicianLevel },
    { label: '执业类别', value: physicianCategory },
    { label: '执业地点', value: licence.provinceName },
    { label: '主要执业机构', value: licence.institution },
    { label: '技术方法', value: licence.techniques },
    { label: '病证范围', value: licence.conditions },
    { label: '发证机关', value: licence.authority },
    { label: '发证日期', value: formatDate(Temporal.PlainDate.from(licence.registeredOn)) },
    { label: '查验码', value: <span class="code">{groupByFours(licence.verificationCode)}</span> },
  ];
}

/** Papers are made by a form, since one is recorded and sealed; looking at one only reads it. */
function PaperForm({ context, licence }: { context: PersonContext; licence: Pick<OwnLicence, 'id' | 'licenceNo'> }) {
  const about = <span class="sr-only">:{groupByFours(licence.licenceNo)}</span>;
  return (
    <form method="post" action={paths.person.licencePaper(licence.id)}>
      <FormGuard context={context} />
      <button type="submit" name="as" value="pdf" class="ds-button" data-variant="secondary">
        下载 PDF{about}
      </button>
      <button type="submit" name="as" value="json" class="ds-button" data-variant="tertiary">
        证照元数据(JSON){about}
      </button>
    </form>
  );
}

async function showPhoto(context: PersonContext): Promise<Answer> {
  const photo = await readLicencePhoto(context.services, context.actor, context.params.entryId ?? '');
  return photo === undefined ? notFoundPage(context, personMessage) : bytes('image/jpeg', photo);
}

export const licencePages: readonly Route[] = [
  on.physician('GET', paths.person.licence, '电子证照', (context) => showLicences(context)),
  on.physician('POST', paths.person.licenceClaim(':entryId'), '申领电子证照', claim),
  ...licencePaperPages,
  on.physician('GET', paths.person.licencePhoto(':entryId'), '证照照片', showPhoto),
];
