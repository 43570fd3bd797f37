import { openHumanCheck, type HumanCheck as Question } from '../../actions/account/openHumanCheck.ts';
import { readJoiningState } from '../../actions/joining/joiningState.ts';
import { startJoining } from '../../actions/joining/startJoining.ts';
import { type Places, viewPlaces } from '../../actions/joining/viewPlaces.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { Button, SubmitRow } from '../shared/button.tsx';
import { CheckboxField } from '../shared/choices.tsx';
import type { PageContext } from '../shared/context.ts';
import { EnterSubmits } from '../shared/enterSubmits.tsx';
import { SelectField, TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { HumanCheck, humanAnswer } from '../shared/humanCheck.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { joinCaptchaAddresses, joinPage } from './joinFrame.tsx';
import { institutionMessage } from './shell.tsx';

const title = '机构入驻申请';
const asked = [
  'name',
  'number',
  'creditCode',
  'province',
  'region',
  'headName',
  'contactName',
  'phone',
  'email',
] as const;
type Filled = Readonly<Record<(typeof asked)[number], string>> & { readonly noticeRead: boolean };

interface Shown {
  readonly filled: Filled;
  readonly places: Places;
  readonly question: Question;
  readonly version: string;
  readonly errors: readonly FieldError[];
}

async function showWith(context: PageContext, filled: Filled, errors: readonly FieldError[]): Promise<Answer> {
  const { services } = context;
  const token = await context.ensureSession();
  const [question, places] = await Promise.all([
    openHumanCheck(services, token, 'captcha:join'),
    viewPlaces(services, filled.province),
  ]);
  const version = services.privacyNotices[0]?.version ?? '';
  const page = joinPage(context, {
    title,
    note: '第1步,共3步:机构信息',
    errors,
    children: (
      <>
        <p>
          还没有在本系统开通的医疗机构,可在这里申请。由机构所在地负责注册的主管部门核实后决定;同意后,系统向机构管理员的手机发送邀请。
          已提交的,请<a href={paths.institution.joinProgress}>查询办理情况</a>。
        </p>
        <FormPage
          action={paths.institution.join}
          errors={errors}
          starNote
          hidden={[<FormGuard key="guard" context={context} />, <EnterSubmits key="enter" />]}
        >
          <Fields {...{ filled, places, question, version, errors }} />
          <SubmitRow main="确认,下一步" back={{ href: paths.institution.signIn, label: '返回登录' }} />
        </FormPage>
      </>
    ),
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

function Fields({ filled, places, question, version, errors }: Shown) {
  const of = (name: (typeof asked)[number]) => ({ name, value: filled[name], error: findError(errors, name) });
  const options = (lines: Places['places']) => lines.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <>
      <TextField
        {...of('name')}
        label="机构名称"
        required
        hint="与《医疗机构执业许可证》或备案凭证上的名称一致"
        autocomplete="organization"
      />
      <TextField
        {...of('number')}
        label="登记号"
        required
        hint="许可证上的登记号,通常22位;备案的诊所填写备案编号"
        autocomplete="off"
      />
      <TextField {...of('creditCode')} label="统一社会信用代码" hint="选填,18位" autocomplete="off" />
      <SelectField
        {...of('province')}
        label="所在省份"
        required
        prompt="请选择"
        width="medium"
        options={options(places.provinces)}
      />
      <Button kind="secondary" name="step" value="province">
        显示这个省份的市县
      </Button>
      <SelectField
        {...of('region')}
        label="行政区划"
        required
        prompt="请选择市、县(区)"
        hint="更换省份后,请先点【显示这个省份的市县】。"
        options={options(places.places)}
      />
      <TextField {...of('headName')} label="主要负责人" required autocomplete="off" width="medium" />
      <TextField {...of('contactName')} label="机构管理员姓名" required autocomplete="name" width="medium" />
      <TextField
        {...of('phone')}
        label="机构管理员手机号"
        required
        hint="下一步用短信验证;同意后邀请发到这个手机"
        type="tel"
        inputMode="tel"
        autocomplete="tel"
        width="medium"
      />
      <TextField
        {...of('email')}
        label="机构管理员电子邮箱"
        hint="选填;办理结果和邀请也会发到这个邮箱"
        type="email"
        inputMode="email"
        autocomplete="email"
      />
      <HumanCheck
        question={question}
        refreshHref={paths.institution.join}
        errors={errors}
        addresses={joinCaptchaAddresses}
      />
      <CheckboxField
        name="noticeRead"
        required
        error={findError(errors, 'noticeRead')}
        label={
          <>
            我同意
            <a href={paths.privacy} target="_blank" rel="noopener">
              隐私政策
            </a>
          </>
        }
        hint={`请先阅读隐私政策(${version}版),将在新窗口打开`}
        checked={filled.noticeRead}
      />
    </>
  );
}

function show(context: PageContext): Promise<Answer> {
  const { joining } = readJoiningState(context.session?.data ?? {}, context.services.clock.now());
  const region = joining?.regionCode ?? '';
  const province = region === '' ? '' : `${region.slice(0, 2)}0000`;
  const {
    name = '',
    number = '',
    creditCode = '',
    headName = '',
    contactName = '',
    phone = '',
    email = '',
  } = joining ?? {};
  const kept = { name, number, creditCode, province, region, headName, contactName, phone, email };
  return showWith(context, { ...kept, noticeRead: false }, []);
}

async function post(context: PageContext): Promise<Answer> {
  const { services, form, network } = context;
  const typed = Object.fromEntries(asked.map((name) => [name, form.text(name)])) as Record<
    (typeof asked)[number],
    string
  >;
  const filled = { ...typed, noticeRead: form.text('noticeRead') === 'yes' };
  // Another picture, or the places of another province: what was typed stays.
  if (form.text('refresh') !== '' || form.text('step') === 'province') return showWith(context, filled, []);
  if (form.refusals.length > 0) return showWith(context, filled, shownErrors(form, []));
  const token = await context.ensureSession();
  const wanted = { ...filled, regionCode: filled.region, human: humanAnswer(form) };
  const outcome = await startJoining(services, { token, network }, wanted);
  if (outcome.kind === 'done') return redirect(paths.institution.joinPhone);
  return answerOutcome(context, outcome, institutionMessage, paths.institution.join, (refusals) =>
    showWith(context, filled, shownErrors(form, refusals)),
  );
}

export const joinPages: readonly Route[] = [
  on.visitor('GET', paths.institution.join, title, show),
  on.visitor('POST', paths.institution.join, title, post),
];
