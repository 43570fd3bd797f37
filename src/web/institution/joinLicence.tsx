import { readJoiningState } from '../../actions/joining/joiningState.ts';
import { submitJoining } from '../../actions/joining/submitJoining.ts';
import { maskPhone } from '../../domain/fields/phone.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { ButtonLink, SubmitRow } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { FileField } from '../shared/fields.tsx';
import { FormGuard, fieldErrors } from '../shared/formGuard.tsx';
import { FormPage, findError } from '../shared/formPage.tsx';
import { Notice } from '../shared/notice.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { joinPage } from './joinFrame.tsx';
import { institutionMessage } from './shell.tsx';

const title = '上传许可证并提交';
const again = withQuery(paths.institution.join, { said: 'restart' });
/** What is too large for the decoder is refused at its field; only what is far beyond that ends at the door. */
export const scanLimit = 12 * 1024 * 1024;
export const scanHint = 'JPEG、PNG 照片或 PDF,不超过5MB;文字须能看清,只有办理的主管部门可以看到';
export const scanTypes = 'image/jpeg,image/png,application/pdf';

async function showWith(context: PageContext, refusals: readonly Refusal[]): Promise<Answer> {
  const { services, session } = context;
  const { joining, proven, joined } = readJoiningState(session?.data ?? {}, services.clock.now());
  if (joining === undefined) return redirect(joined === undefined ? again : paths.institution.joinDone);
  if (!proven) return redirect(paths.institution.joinPhone);
  const errors = fieldErrors(refusals);
  const page = joinPage(context, {
    title,
    note: '第3步,共3步:上传许可证',
    errors,
    children: (
      <>
        <SummaryList
          rows={[
            { label: '机构名称', value: joining.name, changeHref: paths.institution.join },
            { label: '登记号', value: joining.number },
            { label: '统一社会信用代码', value: joining.creditCode },
            { label: '主要负责人', value: joining.headName },
            { label: '机构管理员', value: `${joining.contactName} ${maskPhone(joining.phone)}` },
            { label: '电子邮箱', value: joining.email },
          ]}
        />
        <FormPage action={paths.institution.joinLicence} errors={errors} files hidden={<FormGuard context={context} />}>
          <FileField
            name="scan"
            label="执业许可证或备案凭证照片或扫描件"
            required
            hint={scanHint}
            accept={scanTypes}
            error={findError(errors, 'scan')}
          />
          <SubmitRow main="提交申请" next="提交后由主管部门核实,每一步都会发短信给机构管理员。" />
        </FormPage>
      </>
    ),
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

async function submit(context: PageContext): Promise<Answer> {
  const { services, session, token, files, network } = context;
  const { joining, proven, joined } = readJoiningState(session?.data ?? {}, services.clock.now());
  // Nothing is decoded for who has not proven a phone.
  if (token === null || joined !== undefined || joining === undefined || !proven) return showWith(context, []);
  const outcome = await submitJoining(services, { token, network, phone: joining.phone }, files.scan?.bytes);
  if (outcome.kind === 'done') return redirect(paths.institution.joinDone);
  return answerOutcome(context, outcome, institutionMessage, paths.institution.join, (refusals) =>
    showWith(context, refusals),
  );
}

async function done(context: PageContext): Promise<Answer> {
  const { joined } = readJoiningState(context.session?.data ?? {}, context.services.clock.now());
  if (joined === undefined) return redirect(paths.institution.join);
  const page = joinPage(context, {
    title: '申请已提交',
    children: (
      <>
        <Notice tone="success">
          <p>由{joined.authority}核实后决定。同意后,邀请会发到机构管理员的手机。</p>
        </Notice>
        <SummaryList
          rows={[
            { label: '受理号', value: <strong class="code">{joined.receipt}</strong> },
            { label: '由谁决定', value: joined.authority },
          ]}
        />
        <p>请记下受理号:凭受理号和机构管理员手机号可以查询办理情况、补充材料。</p>
        <ButtonLink href={paths.institution.joinProgress} kind="secondary">
          查询办理情况
        </ButtonLink>
      </>
    ),
  });
  return html(page);
}

export const joinLicencePages: readonly Route[] = [
  on.visitor('GET', paths.institution.joinLicence, title, (context) => showWith(context, [])),
  on.visitor('POST', paths.institution.joinLicence, '提交机构入驻申请', submit, { fileLimit: scanLimit }),
  on.visitor('GET', paths.institution.joinDone, '机构入驻申请已提交', done),
];
