import { businessMenu } from '../../actions/application/businessMenu.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { cite } from '../../domain/vocabulary/articles.ts';
import { noApplicationNeeded } from '../../domain/vocabulary/noApplicationNeeded.ts';
import { type Answer, html } from '../shared/answer.ts';
import { Card } from '../shared/card.tsx';
import type { ActorContext } from '../shared/context.ts';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { BusinessCards } from './businessCards.tsx';
import { personPage } from './shell.tsx';

async function showBusiness(context: ActorContext<PersonActor>): Promise<Answer> {
  const businesses = await businessMenu(context.services, context.actor);
  const children = (
    <>
      <PageHeading title="业务申请" note="请选择要办理的业务。不能办理的,会说明原因、依据和办法。" />
      <NoApplicationNeeded />
      <h2>业务</h2>
      <BusinessCards businesses={businesses} />
    </>
  );
  return html(personPage(context, { title: '业务申请', current: 'business', children }));
}

function NoApplicationNeeded() {
  const { article, cases } = noApplicationNeeded;
  return (
    <Card title="这些情形不需要办理" tinted>
      <p>参加下列活动,不需要办理变更等手续:</p>
      <ul>
        {cases.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <p class="quiet">依据:{cite(article)}第二款</p>
    </Card>
  );
}

export const businessPages: readonly Route[] = [on.physician('GET', paths.person.business, '业务申请', showBusiness)];
