import type { Background } from '../../actions/desk/viewBackground.ts';
import { getDefinition } from '../../domain/applications/catalogue.ts';
import { states } from '../../domain/procedure/steps.ts';
import { Card } from '../shared/card.tsx';
import { EntryTag } from '../shared/entryTag.tsx';
import { paths } from '../shared/paths.ts';
import { SummaryList } from '../shared/summaryList.tsx';

/** What is already registered of the applicant, and what else they have asked for. */
export function BackgroundCards({ background }: { background: Background }) {
  const { registrations, otherFiles } = background;
  return (
    <>
      <Card title="该医师的执业注册">
        {registrations.length === 0 ? (
          <p class="quiet">没有注册记录。</p>
        ) : (
          <SummaryList
            rows={registrations.map((entry) => ({
              label: entry.provinceName,
              value: (
                <>
                  <EntryTag status={entry.status} />{' '}
                  {`${entry.institution},${entry.registeredOn}由${entry.authority}注册,`}
                  {entry.mine ? (
                    <a href={paths.authority.registerEntry(entry.id)}>{entry.licenceNo}</a>
                  ) : (
                    entry.licenceNo
                  )}
                </>
              ),
            }))}
          />
        )}
      </Card>
      {otherFiles.length > 0 && (
        <Card title="该医师的其他申请">
          <SummaryList
            rows={otherFiles.map(({ id, number, kind, state, submittedOn }) => ({
              label: number,
              value: (
                <>
                  <a href={paths.authority.application(id)}>{getDefinition(kind).title}</a>
                  {`,${submittedOn}提交,${states[state]}`}
                </>
              ),
            }))}
          />
        </Card>
      )}
    </>
  );
}
