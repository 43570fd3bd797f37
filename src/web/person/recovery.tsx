import { cancelOwnRecovery, viewOwnRecovery } from '../../actions/recovery/cancelRecovery.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { Button } from '../shared/button.tsx';
import type { ActorContext } from '../shared/context.ts';
import { FormGuard } from '../shared/formGuard.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { RecoveryFacts } from './recoveryFacts.tsx';
import { saidOn } from './said.tsx';
import { personPage } from './shell.tsx';

type Context = ActorContext<PersonActor>;
const title = '找回账号申请';

/** What is under way about one's own account at a counter, with the button that ends it. */
async function show(context: Context): Promise<Answer> {
  const seen = await viewOwnRecovery(context.services, context.actor);
  const children = (
    <div class="narrow">
      <PageHeading title={title} />
      {seen === undefined ? (
        <p>没有正在办理的找回申请。</p>
      ) : (
        <>
          <p>有人持身份证件为您的账号办理找回。不是您本人办理的,请立即取消,并修改密码。</p>
          <RecoveryFacts context={context} seen={seen} />
          <form class="form" method="post" action={paths.person.recovery}>
            <FormGuard context={context} />
            <Button kind="irrevocable">取消找回</Button>
          </form>
        </>
      )}
    </div>
  );
  return html(personPage(context, { title, flash: saidOn(context), children }));
}

async function cancel(context: Context): Promise<Answer> {
  await cancelOwnRecovery(context.services, context.actor);
  return redirect(withQuery(paths.person.recovery, { said: 'recoveryCancelled' }));
}

export const recoveryPages: readonly Route[] = [
  on.person('GET', paths.person.recovery, title, show),
  on.person('POST', paths.person.recovery, '取消找回账号', cancel, { whileFrozen: true }),
];
