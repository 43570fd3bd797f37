import { listOwnLicences, type OwnLicence } from '../../actions/licence/listOwnLicences.ts';
import { readLicencePhoto } from '../../actions/licence/readLicencePhoto.ts';
import { renderLicence } from '../../actions/licence/renderLicence.ts';
import { groupByFours, maskQualificationNumber } from '../../domain/fields/certificateNumbers.ts';
import { entryStatuses } from '../../domain/register/entry.ts';
import { physicianCategory, physicianLevel } from '../../domain/register/publicView.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { type Answer, bytes, html } from '../shared/answer.ts';
import { ButtonLink } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { EmptyState } from '../shared/emptyState.tsx';
import { Notice } from '../shared/notice.tsx';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList, type SummaryRow } from '../shared/summaryList.tsx';
import { busyPage } from './applicationPdf.tsx';
import { EntryTag, LicencePhoto } from './licenceCard.tsx';
import { personMessage, personPage } from './shell.tsx';
import type { PersonContext } from './typing.ts';

const title = '我的执业电子证照';

async function showLicences(context: PersonContext): Promise<Answer> {
  const licences = await listOwnLicences(context.services, context.actor);
  const children = (
    <>
      <PageHeading title={title} note="与纸质证书内容一致;以电子化注册信息系统的登记为准。" />
      {licences.length === 0 && (
        <EmptyState title="还没有电子证照" action={{ href: paths.person.business, label: '业务申请' }}>
          执业注册批准后,电子证照自动生成。
        </EmptyState>
      )}
      {licences.map((licence) => (
        <Face key={licence.id} licence={licence} />
      ))}
    </>
  );
  return html(personPage(context, { title: '电子证照', current: 'licence', children }));
}

/** The face of one licence, and what can be done with it. */
function Face({ licence }: { licence: OwnLicence }) {
  const inForce = licence.status === 'practising';
  return (
    <Card title="中医(专长)医师执业证书" aside={<EntryTag status={licence.status} />}>
      <LicencePhoto licence={licence} />
      <SummaryList rows={faceRows(licence)} />
      {inForce ? (
        <div class="row">
          <ButtonLink href={paths.person.licencePdf(licence.id)} about={groupByFours(licence.licenceNo)}>
            下载 PDF
          </ButtonLink>
          <a href={paths.verifyOne(licence.verificationCode)}>查验页面(别人看到的样子)</a>
        </div>
      ) : (
        <p class="quiet">这条执业信息当前是“{entryStatuses[licence.status]}”,不能出示电子证照。</p>
      )}
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

async function downloadLicence(context: PersonContext): Promise<Answer> {
  const { services, actor, params } = context;
  const verifyUrl = (code: string) => `${services.publicUrl}${paths.verifyOne(code)}`;
  const rendered = await renderLicence(services, actor, params.entryId ?? '', verifyUrl);
  if (rendered === undefined) return notFoundPage(context, personMessage);
  if (rendered.kind === 'pdf') return bytes('application/pdf', rendered.pdf, rendered.fileName);
  if (rendered.kind === 'busy') return busyPage(context);
  return html(personMessage(context, '暂时不能生成 PDF', <RareCharacters characters={rendered.characters} />), 422);
}

/** 生僻字: no box in place of a name; what to do instead. */
function RareCharacters({ characters }: { characters: readonly string[] }) {
  return (
    <>
      <Notice tone="warning" title={`证书上有系统字库暂缺的生僻字:${characters.join('、')}`}>
        <p>为避免把您的姓名印成空框,暂不生成 PDF。您的注册有效,不受影响。</p>
        <p>网页上的电子证照和查验页面照常可以使用。需要纸质证书的,请联系发证机关补充字库后办理。</p>
      </Notice>
      <p>
        <a href={paths.person.licence}>返回{title}</a>
      </p>
    </>
  );
}

async function showPhoto(context: PersonContext): Promise<Answer> {
  const photo = await readLicencePhoto(context.services, context.actor, context.params.entryId ?? '');
  return photo === undefined ? notFoundPage(context, personMessage) : bytes('image/jpeg', photo);
}

export const licencePages: readonly Route[] = [
  on.physician('GET', paths.person.licence, '电子证照', showLicences),
  on.physician('GET', paths.person.licencePdf(':entryId'), '电子证照PDF', downloadLicence),
  on.physician('GET', paths.person.licencePhoto(':entryId'), '证照照片', showPhoto),
];
