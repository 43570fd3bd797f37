import { exportOwnData } from '../../actions/privacy/exportOwnData.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, bytes, html } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { FormGuard, fieldErrors } from '../shared/formGuard.tsx';
import { FormPage } from '../shared/formPage.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { personMessage, personPage } from './shell.tsx';
import type { PersonContext } from './typing.ts';

const title = '导出我的信息';

async function showExport(context: PersonContext, refusals: readonly Refusal[] = []): Promise<Answer> {
  const page = personPage(context, {
    title,
    children: (
      <>
        <PageHeading title={title} note="您可以随时查阅、复制系统里关于您的全部信息。" />
        <Card title="文件里有什么">
          <ul>
            <li>账号:姓名、证件号码、手机号、邮箱</li>
            <li>执业登记:证书、机构、技术方法、病证范围和历次变化</li>
            <li>业务申请:填写的内容、办理经过和结果;更正申请和答复</li>
            <li>消息,以及谁查看过您的信息</li>
          </ul>
          <p>文件里有完整的证件号码和手机号,请不要在公用电脑上下载,也不要发给不认识的人。密码不在其中。</p>
        </Card>
        <FormPage
          action={paths.person.privacyExport}
          errors={fieldErrors(refusals)}
          hidden={<FormGuard context={context} />}
        >
          <SubmitRow main="导出" back={{ href: paths.person.privacy, label: '返回谁查看过我的信息' }} />
        </FormPage>
      </>
    ),
  });
  return html(page, refusals.length > 0 ? 422 : 200);
}

async function download(context: PersonContext): Promise<Answer> {
  const { services, actor, progress } = context;
  const outcome = await exportOwnData(services, actor, progress);
  if (outcome.kind === 'done')
    return bytes('application/json; charset=utf-8', outcome.value, `我的信息${chinaDate(services.clock.now())}.json`);
  return answerOutcome(context, outcome, personMessage, paths.person.privacyExport, (refusals) =>
    showExport(context, refusals),
  );
}

export const privacyExportPages: readonly Route[] = [
  on.person('GET', paths.person.privacyExport, title, (context) => showExport(context)),
  on.person('POST', paths.person.privacyExport, title, download),
];
