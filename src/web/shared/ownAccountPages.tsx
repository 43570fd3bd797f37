import type { VNode } from 'preact';
import { viewFactor } from '../../actions/secondFactor/offerSecret.ts';
import { renewBackupCodes } from '../../actions/secondFactor/renewBackupCodes.ts';
import type { StaffActor } from '../../actions/secondFactor/staffActor.ts';
import { changePassword } from '../../actions/staff/changePassword.ts';
import { passwordPolicyTexts } from '../../domain/fields/password.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from './answer.ts';
import { Button, ButtonLink, SubmitRow } from './button.tsx';
import { Card } from './card.tsx';
import type { ActorContext } from './context.ts';
import { backupCodesPage } from './enrolPages.tsx';
import { PasswordField } from './fields.tsx';
import { FormGuard } from './formGuard.tsx';
import { FormPage, findError } from './formPage.tsx';
import { IdNumberCard } from './idNumberPages.tsx';
import { localNext } from './localNext.ts';
import { Flash, Notice } from './notice.tsx';
import { paths, withQuery } from './paths.ts';
import { type Make, on, type Route } from './route.ts';
import { shownErrors } from './shownErrors.ts';
import { staffFrame } from './staffFrame.tsx';

type Context = ActorContext<StaffActor>;
const title = '本人账号';
const saidTexts: Readonly<Record<string, string>> = {
  passwordChanged: '登录密码已修改,其他设备上的登录已退出。',
  numberRegistered: '证件号码已登记。',
};

async function accountPage(context: Context): Promise<VNode> {
  const { services, actor, query } = context;
  const { codesLeft } = await viewFactor(services, actor);
  const of = paths[actor.end];
  const said = saidTexts[query.text('said')];
  return staffFrame(context, actor.end, {
    title,
    note: `${actor.organisation} ${actor.name}`,
    flash: said === undefined ? undefined : <Flash>{said}</Flash>,
    children: (
      <>
        <Card title="登录密码">
          <ButtonLink href={of.password} kind="secondary">
            修改密码
          </ButtonLink>
        </Card>
        <section class="section">
          <Card title="动态验证码">
            <p>换手机前,请先在这里更换。备用码还剩 {codesLeft} 个。</p>
            <p>
              <ButtonLink href={of.changeFactor} kind="secondary">
                更换动态验证码
              </ButtonLink>
            </p>
            <form method="post" action={of.backupCodes}>
              <FormGuard context={context} />
              <Button kind="secondary">重新生成备用码</Button>
            </form>
          </Card>
        </section>
        <section class="section">
          <IdNumberCard actor={actor} />
        </section>
        <p class="section">
          <a href={of.home}>返回工作台</a>
        </p>
      </>
    ),
  });
}

async function newCodes(context: Context): Promise<Answer> {
  const { services, actor } = context;
  const outcome = await renewBackupCodes(services, actor);
  const { account } = paths[actor.end];
  if (outcome.kind !== 'done') return redirect(account);
  return html(backupCodesPage(context, '新的备用码', outcome.value, account));
}

function passwordPage(context: Context, refusals: readonly Refusal[]): VNode {
  const { session, actor, form, query } = context;
  const errors = shownErrors(form, refusals);
  const hidden = (
    <>
      <FormGuard context={context} />
      <input type="hidden" name="next" value={form.text('next') || query.text('next')} />
    </>
  );
  return staffFrame(context, actor.end, {
    title: '修改密码',
    errors,
    children: (
      <>
        {session?.standing.temporaryPassword === true && (
          <Notice tone="warning">
            <p>您现在的密码是别人设置的。请先换成只有您自己知道的密码,然后继续。</p>
          </Notice>
        )}
        <FormPage action={paths[actor.end].password} errors={errors} hidden={hidden}>
          <PasswordField
            name="current"
            label="原密码"
            autocomplete="current-password"
            error={findError(errors, 'current')}
          />
          <PasswordField
            name="password"
            label="新密码"
            hint={passwordPolicyTexts.modernWithSecondFactor}
            autocomplete="new-password"
            error={findError(errors, 'password')}
          />
          <PasswordField
            name="passwordAgain"
            label="确认密码"
            autocomplete="new-password"
            error={findError(errors, 'passwordAgain')}
          />
          <SubmitRow main="确定" />
        </FormPage>
      </>
    ),
  });
}

async function postPassword(context: Context): Promise<Answer> {
  const { services, actor, token, form } = context;
  const { account } = paths[actor.end];
  const outcome = await changePassword(services, actor, token, {
    current: form.secret('current'),
    password: form.secret('password'),
    passwordAgain: form.secret('passwordAgain'),
  });
  if (outcome.kind !== 'done')
    return html(passwordPage(context, outcome.kind === 'refused' ? outcome.refusals : []), 422);
  const next = localNext(form.text('next'), `/${actor.end}`);
  return redirect(next ?? withQuery(account, { said: 'passwordChanged' }));
}

/** 本人账号 of staff: password, second factor, 备用码. */
export function ownAccountPages(end: 'institution' | 'authority'): readonly Route[] {
  const at: Make<Context> = on[end] as Make<Context>;
  const changing = { stage: 'account', fresh: true } as const;
  return [
    at('GET', paths[end].account, title, async (context) => html(await accountPage(context)), { stage: 'account' }),
    at('POST', paths[end].backupCodes, '重新生成备用码', newCodes, changing),
    at('GET', paths[end].password, '修改密码', async (context) => html(passwordPage(context, [])), changing),
    at('POST', paths[end].password, '修改密码', postPassword, changing),
  ];
}
