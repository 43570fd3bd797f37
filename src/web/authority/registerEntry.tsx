import { type RegisterView, viewEntryPhoto, viewRegisterEntry } from '../../actions/register/viewRegisterEntry.ts';
import { idTypeLabels, idTypes } from '../../domain/fields/identity.ts';
import { registerEventTitles } from '../../domain/register/events.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { bytes, html } from '../shared/answer.ts';
import { Card } from '../shared/card.tsx';
import { EntryTag } from '../shared/entryTag.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { Timeline } from '../shared/timeline.tsx';
import { authorityMessage, authorityPage } from './shell.tsx';

const address = paths.authority.registerEntry;

const entryPage = on.authority('GET', address(':id'), '注册信息', async (context) => {
  const outcome = await viewRegisterEntry(context.services, context.actor, context.params.id ?? '');
  if (outcome.kind !== 'done') return notFoundPage(context, authorityMessage);
  const { entry } = outcome.value;
  return html(
    authorityPage(context, {
      title: `注册信息 ${entry.name}`,
      current: 'register',
      children: (
        <>
          <BackLink href={paths.authority.register}>注册查询</BackLink>
          <PageHeading
            title={entry.name}
            note={
              <>
                执业证书编码 {entry.licenceNo} <EntryTag status={entry.status} />
              </>
            }
          />
          <div class="file">
            <div>
              <PracticeCard view={outcome.value} />
              <PersonCard view={outcome.value} />
            </div>
            <aside aria-label="注册经过">
              <HistoryCard view={outcome.value} today={chinaDate(context.services.clock.now())} />
            </aside>
          </div>
        </>
      ),
    }),
  );
});

function PracticeCard({ view: { entry } }: { view: RegisterView }) {
  return (
    <Card title="执业信息">
      <SummaryList
        rows={[
          { label: '执业地点', value: entry.provinceName },
          { label: '主要执业机构', value: `${entry.institution}(${entry.mainSince}起)` },
          { label: '技术方法', value: entry.techniques },
          { label: '病证范围', value: entry.conditions },
          { label: '发证机关', value: entry.authority },
          { label: '注册日期', value: entry.registeredOn },
        ]}
      />
    </Card>
  );
}

function PersonCard({ view: { entry } }: { view: RegisterView }) {
  const idType = idTypes.find((type) => type === entry.idType);
  return (
    <Card title="基本信息和资格">
      <div class="person">
        {entry.photoId !== null && (
          <img class="photo" src={paths.authority.registerPhoto(entry.id)} alt="医师照片" width={358} height={441} />
        )}
        <SummaryList
          rows={[
            { label: '性别', value: entry.sex === 'male' ? '男' : '女' },
            { label: '出生日期', value: entry.birthDate },
            { label: '证件号码', value: `${entry.idNumber}(${idType === undefined ? '' : idTypeLabels[idType]})` },
            { label: '资格证书编码', value: entry.certificateNo },
            { label: '考核省份', value: `${entry.examiningProvince},${entry.qualifiedOn}发证` },
          ]}
        />
      </div>
    </Card>
  );
}

function HistoryCard({ view, today }: { view: RegisterView; today: Temporal.PlainDate }) {
  return (
    <Card title="注册经过">
      <Timeline
        entries={view.events.toReversed().map((line) => ({
          id: String(line.seq),
          at: line.at,
          when: formatDateTime(Temporal.Instant.from(line.at), today),
          who: [line.organisation, line.decidedBy].filter((word) => word !== null).join(' '),
          what: (
            <>
              {registerEventTitles[line.event.type]}
              {line.applicationId !== null && (
                <>
                  {' '}
                  <a href={paths.authority.application(line.applicationId)}>{line.applicationNumber}</a>
                </>
              )}
            </>
          ),
          words: `${line.event.on}起${line.institution === null ? '' : `,${line.institution}`}`,
          tone: 'done' as const,
        }))}
      />
    </Card>
  );
}

const photo = on.authority('GET', paths.authority.registerPhoto(':id'), '注册信息照片', async (context) => {
  const outcome = await viewEntryPhoto(context.services, context.actor, context.params.id ?? '');
  return outcome.kind === 'done' ? bytes('image/jpeg', outcome.value) : notFoundPage(context, authorityMessage);
});

export const registerEntryPages: readonly Route[] = [entryPage, photo];
