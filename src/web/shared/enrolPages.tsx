import type { VNode } from 'preact';
import { confirmEnrolment } from '../../actions/secondFactor/confirmEnrolment.ts';
import { type Offer, offerSecret, viewFactor } from '../../actions/secondFactor/offerSecret.ts';
import type { StaffActor } from '../../actions/secondFactor/staffActor.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from './answer.ts';
import { ButtonLink, SubmitRow } from './button.tsx';
import { CodeField, enrolFieldName } from './codeField.tsx';
import type { ActorContext } from './context.ts';
import { FormGuard } from './formGuard.tsx';
import { FormPage } from './formPage.tsx';
import { localNext } from './localNext.ts';
import { Notice } from './notice.tsx';
import { paths } from './paths.ts';
import { QrCode } from './qrCode.tsx';
import { type Make, on, type Route } from './route.ts';
import { shownErrors } from './shownErrors.ts';
import { staffFrame } from './staffFrame.tsx';

type Context = ActorContext<StaffActor>;

/** The two ways to this page: the first sign-in, and changing what one has. */
interface Way {
  readonly change: boolean;
  readonly title: string;
  readonly note: string;
  readonly address: (end: StaffActor['end']) => string;
}

const first: Way = {
  change: false,
  title: '启用动态验证码',
  note: '机构和主管部门人员登录时,除密码外还须填写动态验证码',
  address: (end) => paths[end].enrol,
};
const change: Way = {
  change: true,
  title: '更换动态验证码',
  note: '换手机时使用。完成后,原来的验证器和备用码不再有效',
  address: (end) => paths[end].changeFactor,
};

function enrolPage(context: Context, way: Way, offer: Offer, refusals: readonly Refusal[]): VNode {
  const { end } = context.actor;
  const errors = shownErrors(context.form, refusals);
  const hidden = (
    <>
      <FormGuard context={context} />
      <input type="hidden" name="seed" value={offer.seed} />
      <input type="hidden" name="next" value={context.form.text('next') || context.query.text('next')} />
    </>
  );
  return staffFrame(context, end, {
    title: way.title,
    note: way.note,
    errors,
    children: (
      <FormPage action={way.address(end)} errors={errors} hidden={hidden}>
        <ol>
          <li>在手机上打开身份验证器(支持 TOTP 的任何一种,例如手机自带的密码管理或微信小程序“身份验证器”)。</li>
          <li>扫描二维码;不能扫描的,手工输入下面的密钥。</li>
          <li>填写验证器上显示的6位数字。</li>
        </ol>
        <QrCode text={offer.address} label="身份验证器的二维码,内容与下面的密钥相同" />
        <p>
          密钥 <strong class="code">{offer.secret.replace(/(.{4})(?=.)/g, '$1 ')}</strong>
        </p>
        <CodeField errors={errors} name={enrolFieldName} />
        <SubmitRow main="确定" />
      </FormPage>
    ),
  });
}

/** The one page that shows 备用码: only their hashes are kept, so this answers the form itself. */
export function backupCodesPage(context: Context, title: string, codes: readonly string[], onward: string): VNode {
  return staffFrame(context, context.actor.end, {
    title,
    children: (
      <>
        <Notice tone="warning" title="请保存备用码">
          <p>
            手机不在身边时,用一个备用码代替动态验证码登录,每个只能用一次。备用码只在这里显示一次,请打印或抄下,妥善保管。
          </p>
        </Notice>
        <ol class="codes">
          {codes.map((code) => (
            <li key={code}>
              <strong class="code">{code}</strong>
            </li>
          ))}
        </ol>
        <p>
          <ButtonLink href={onward}>已保存,继续</ButtonLink>
        </p>
      </>
    ),
  });
}

/** Who has a second factor changes it in 本人账号, after proving it; who has none gets one here. */
async function elsewhere(context: Context, way: Way): Promise<Answer | undefined> {
  const { end } = context.actor;
  const { enrolled } = await viewFactor(context.services, context.actor);
  if (enrolled === way.change) return undefined;
  return redirect(enrolled ? paths[end].account : paths[end].enrol);
}

async function show(context: Context, way: Way): Promise<Answer> {
  const moved = await elsewhere(context, way);
  if (moved !== undefined) return moved;
  return html(enrolPage(context, way, await offerSecret(context.services, context.actor, ''), []));
}

async function post(context: Context, way: Way): Promise<Answer> {
  const moved = await elsewhere(context, way);
  if (moved !== undefined) return moved;
  const { services, actor, token, form } = context;
  const seed = form.text('seed');
  const given = { seed, code: form.text(enrolFieldName), change: way.change };
  const outcome = await confirmEnrolment(services, actor, token, given);
  if (outcome.kind === 'done') {
    context.setToken(outcome.value.token);
    const onward = localNext(form.text('next'), `/${actor.end}`) ?? paths[actor.end].home;
    return html(backupCodesPage(context, '动态验证码已启用', outcome.value.backupCodes, onward));
  }
  const refusals = outcome.kind === 'refused' ? outcome.refusals : [];
  return html(enrolPage(context, way, await offerSecret(services, actor, seed), refusals), 422);
}

/** Enrolment of the second factor, at the first sign-in and when a phone is changed. */
export function enrolPages(end: 'institution' | 'authority'): readonly Route[] {
  const at: Make<Context> = on[end] as Make<Context>;
  const changing = { stage: 'account', fresh: true } as const;
  return [
    at('GET', paths[end].enrol, first.title, (context) => show(context, first), { stage: 'password' }),
    at('POST', paths[end].enrol, first.title, (context) => post(context, first), { stage: 'password' }),
    at('GET', paths[end].changeFactor, change.title, (context) => show(context, change), changing),
    at('POST', paths[end].changeFactor, change.title, (context) => post(context, change), changing),
  ];
}
