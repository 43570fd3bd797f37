import type { VNode } from 'preact';
import type { Services } from '../../actions/services.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import { RadioGroup } from '../shared/choices.tsx';
import type { PageContext } from '../shared/context.ts';
import { FormGuard } from '../shared/formGuard.tsx';
import { FormPage } from '../shared/formPage.tsx';
import type { Form } from '../shared/forms.ts';
import { Notice } from '../shared/notice.tsx';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { publicMessage, publicPage } from './shell.tsx';

const title = '演示环境:模拟微信扫码';

/** Where WeChat would send the browser back to: a page of this very site, or nowhere. */
function wayBack(context: PageContext, asked: Form): string | undefined {
  const given = asked.text('redirect_uri');
  if (!URL.canParse(given)) return undefined;
  const { origin, pathname } = new URL(given);
  const own = origin === new URL(context.services.publicUrl).origin && pathname === paths.person.wechatCallback;
  return own ? pathname : undefined;
}

function demoPage(context: PageContext, { people }: NonNullable<Services['localWechat']>): VNode {
  const { query } = context;
  return publicPage(context, {
    title,
    children: (
      <div class="narrow">
        <PageHeading title={title} note="正式环境里,这里是微信的二维码页面" />
        <Notice tone="warning">
          <p>这不是微信。这里的微信身份都是虚构的,只供演示使用。</p>
        </Notice>
        <FormPage action={paths.demoWechat} hidden={<FormGuard context={context} />}>
          <input type="hidden" name="redirect_uri" value={query.text('redirect_uri')} />
          <input type="hidden" name="state" value={query.text('state')} />
          <RadioGroup
            name="person"
            label="用哪个微信扫码"
            value={people[0]?.openId ?? ''}
            choices={people.map(({ openId, nickname }) => ({ value: openId, label: nickname }))}
          />
          <SubmitRow main="模拟扫码并同意" back={{ href: paths.person.signIn, label: '取消' }} />
        </FormPage>
      </div>
    ),
  });
}

async function show(context: PageContext): Promise<Answer> {
  const { localWechat } = context.services;
  if (localWechat === undefined || wayBack(context, context.query) === undefined)
    return notFoundPage(context, publicMessage);
  return html(demoPage(context, localWechat));
}

async function scan(context: PageContext): Promise<Answer> {
  const { form, services } = context;
  const back = wayBack(context, form);
  const code = services.localWechat?.scan(form.text('person'));
  if (back === undefined || code === undefined) return notFoundPage(context, publicMessage);
  return redirect(`${back}?${new URLSearchParams({ code, state: form.text('state') }).toString()}`);
}

/** For the visitor whose session has been sent here: no form of another site scans for them. Without the WeChat of the demonstration there is nothing. */
export const demoWechatPages: readonly Route[] = [
  on.visitor('GET', paths.demoWechat, title, show),
  on.visitor('POST', paths.demoWechat, title, scan),
];
