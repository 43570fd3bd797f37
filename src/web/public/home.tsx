import type { VNode } from 'preact';
import { bytes } from '../shared/answer.ts';
import { Button } from '../shared/button.tsx';
import { Card, Entrance } from '../shared/card.tsx';
import { TextField } from '../shared/fields.tsx';
import { paths } from '../shared/paths.ts';
import { renderPage } from '../shared/render.ts';
import { on, type Route } from '../shared/route.ts';
import { publicFrame } from './shell.tsx';

const title = '中医(专长)医师电子化注册';

const entrances = [
  {
    href: paths.person.signIn,
    mark: '医',
    title: '医师电子化注册—个人端入口',
    text: '注册账号、办理业务、领取电子证照',
  },
  { href: paths.institution.signIn, mark: '院', title: '机构端入口', text: '审核到本机构执业的申请' },
  { href: paths.authority.signIn, mark: '政', title: '主管部门端入口', text: '受理、审批和监督' },
  { href: paths.lookup, mark: '公', title: '社会公示', text: '查询医师的执业注册信息' },
] as const;

/** 01 – 03 and 11 of the guide, in six sentences. */
const steps = [
  { title: '注册用户', text: '填写姓名和身份证号,设置登录名和密码,验证手机号。' },
  { title: '账户激活', text: '输入资格证书编码,核对通过后即可办理业务。' },
  { title: '业务申请', text: '上传照片,选择医疗机构,填写表单后提交。' },
  { title: '机构审核', text: '联系所选机构,由机构核对证件原件并审核。' },
  { title: '主管部门审批', text: '受理之日起20个工作日内作出决定。' },
  { title: '电子证照', text: '批准后在个人端申领,打开手机即可亮照。' },
] as const;

/** 医师法18: what may be done without 变更注册. */
const exempt = [
  '参加规范化培训、进修、对口支援、会诊',
  '突发事件医疗救援、义诊、慈善或者其他公益性医疗',
  '承担国家任务或者参加政府组织的重要活动',
  '在医疗联合体内的其他医疗机构执业',
] as const;

function homePage(demo: boolean): VNode {
  return publicFrame(demo, {
    title,
    current: 'home',
    landing: true,
    children: (
      <>
        <div class="hero">
          <div class="wrap">
            <h1>{title}</h1>
            <p>考核合格的中医(专长)医师,在这里办理执业注册和变更注册,领取电子证照。</p>
          </div>
        </div>
        <div class="wrap">
          <ul class="entrances">
            {entrances.map((entrance) => (
              <li key={entrance.href}>
                <Entrance {...entrance} />
              </li>
            ))}
          </ul>
          <LookupBox />
          <div class="columns section">
            <Way />
            <Exempt />
          </div>
        </div>
      </>
    ),
  });
}

function LookupBox() {
  return (
    <form class="lookup" method="get" action={paths.lookup}>
      <h2>查询医师</h2>
      <TextField name="name" label="姓名" autocomplete="off" />
      <TextField name="licenceNo" label="执业证书编码" autocomplete="off" />
      <Button>查询</Button>
      <p class="quiet small">
        不知道证书编码?可以<a href={paths.lookup}>按姓名和执业机构查询</a>。核对手中的证照,请用
        <a href={paths.verify}>证照查验</a>。
      </p>
    </form>
  );
}

function Way() {
  return (
    <section>
      <h2>怎样办理</h2>
      <ol class="way">
        {steps.map((step) => (
          <li key={step.title}>
            <strong>{step.title}</strong>
            <span>{step.text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Exempt() {
  return (
    <Card title="这些情形不需要申请" tinted>
      <p>执业注册后,参加下列活动可以不办理变更注册:</p>
      <ul>
        {exempt.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <p class="quiet small">依据:《中华人民共和国医师法》第十八条</p>
    </Card>
  );
}

/** The same for everybody, so it is rendered once. */
const pages = { true: renderPage(homePage(true)), false: renderPage(homePage(false)) };

export const homePages: readonly Route[] = [
  on.anyone('GET', paths.home, '首页', async ({ services }) =>
    bytes('text/html; charset=utf-8', pages[`${services.demo}`]),
  ),
];
