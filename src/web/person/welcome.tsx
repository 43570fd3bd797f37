import type { ComponentChildren, VNode } from 'preact';
import { matchRoster } from '../../actions/account/matchRoster.ts';
import type { RosterVerdict } from '../../actions/account/roster.ts';
import { type AccountView, viewAccount } from '../../actions/account/viewAccount.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { idTypeLabels, maskIdNumber, parseIdType } from '../../domain/fields/identity.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { ButtonLink } from '../shared/button.tsx';
import type { ActorContext } from '../shared/context.ts';
import { FormGuard } from '../shared/formGuard.tsx';
import { Notice } from '../shared/notice.tsx';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { saidOn } from './said.tsx';
import { personMessage, personPage } from './shell.tsx';

const title = '医师信息自动校验';

/** Why not, without telling what the roster says instead. */
const reasons: Readonly<Record<Exclude<RosterVerdict['kind'], 'matches'>, string>> = {
  notInRoster: '名册中没有您的证件号码。可能是考核所在省还没有导入您的资格信息,也可能是名册中的证件号码有误。',
  nameDiffers: '名册中的姓名与您填写的不一致。',
  qualificationInvalid: '名册中您的资格信息当前不是有效状态。',
};

function welcomePage(context: ActorContext<PersonActor>, account: AccountView): VNode {
  const type = parseIdType(account.idType);
  return personPage(context, {
    title,
    flash: saidOn(context),
    children: (
      <div class="narrow">
        <PageHeading title={title} note="将您填写的信息与考核所在省的名册核对" />
        <SummaryList
          rows={[
            { label: '姓名', value: account.name },
            { label: type.ok ? idTypeLabels[type.value] : '证件号码', value: maskIdNumber(account.idNumber) },
          ]}
        />
        <Verdict context={context} account={account} />
      </div>
    ),
  });
}

function Verdict({ context, account }: { context: ActorContext<PersonActor>; account: AccountView }) {
  const { verdict, progress } = account;
  if (progress.matched) {
    return (
      <>
        <Notice tone="success" title="校验通过">
          <p>{progress.phoneVerified ? '手机号已验证,请继续账户激活。' : '接下来请验证您的手机号。'}</p>
        </Notice>
        <div class="submit-row">
          {progress.phoneVerified ? (
            <ButtonLink href={paths.person.activate}>账户激活</ButtonLink>
          ) : (
            <ButtonLink href={paths.person.verifyPhone}>点击此处验证手机</ButtonLink>
          )}
        </div>
      </>
    );
  }
  if (verdict === 'matches') {
    return (
      <NotYet context={context} tone="info" title="名册已更新">
        <p>您的信息现在与名册一致,请点击“重新校验”。</p>
      </NotYet>
    );
  }
  return (
    <NotYet context={context} tone="warning" title="校验未通过">
      <p>{reasons[verdict]}</p>
      <p>请先核对上面的姓名和证件号码。填写无误的,请提交信息更正申请,由考核所在省核实;名册更正后可以重新校验。</p>
    </NotYet>
  );
}

interface NotYetProps {
  readonly context: ActorContext<PersonActor>;
  readonly tone: 'info' | 'warning';
  readonly title: string;
  readonly children: ComponentChildren;
}

function NotYet({ context, tone, title: heading, children }: NotYetProps) {
  return (
    <>
      <Notice tone={tone} title={heading}>
        {children}
      </Notice>
      <div class="submit-row">
        <form method="post" action={paths.person.welcome}>
          <FormGuard context={context} />
          <button type="submit" class="ds-button" data-variant={tone === 'info' ? 'primary' : 'secondary'}>
            重新校验
          </button>
        </form>
        {tone === 'warning' && <ButtonLink href={paths.person.correction}>信息更正申请</ButtonLink>}
      </div>
    </>
  );
}

async function show(context: ActorContext<PersonActor>): Promise<Answer> {
  if (context.progress.activated) return redirect(paths.person.home);
  const outcome = await viewAccount(context.services, context.actor);
  if (outcome.kind !== 'done') return notFoundPage(context, personMessage);
  return html(welcomePage(context, outcome.value));
}

async function post(context: ActorContext<PersonActor>): Promise<Answer> {
  await matchRoster(context.services, context.actor);
  return redirect(withQuery(paths.person.welcome, { said: 'rechecked' }));
}

export const welcomePages: readonly Route[] = [
  on.person('GET', paths.person.welcome, title, show),
  on.person('POST', paths.person.welcome, '重新校验', post),
];
