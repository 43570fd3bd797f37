import type { VNode } from 'preact';
import { lookUpPhysician, type PhysicianAsked } from '../../actions/public/lookUpPhysician.ts';
import type { Services } from '../../actions/services.ts';
import type { PublicPhysician } from '../../domain/register/publicView.ts';
import { type Answer, bytes, redirect } from '../shared/answer.ts';
import { ButtonLink, SubmitRow } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { TextField } from '../shared/fields.tsx';
import { fixedFrame } from '../shared/fixedFrame.ts';
import { fieldErrors } from '../shared/formGuard.tsx';
import { type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { Notice } from '../shared/notice.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { PhysicianCard } from './physicianCard.tsx';
import { publicFrame } from './shell.tsx';

const title = '医师查询';

/** By whether it is the demonstration: nothing else of a request shows in the frame. */
const frames = { true: frameOf(true), false: frameOf(false) };

function frameOf(demo: boolean) {
  return fixedFrame((children) => publicFrame(demo, { title, current: 'lookup', children }));
}

function page({ demo }: Services, content: VNode): Answer {
  return bytes('text/html; charset=utf-8', frames[`${demo}`](content));
}

async function lookup(context: PageContext): Promise<Answer> {
  const { services, query, params } = context;
  const asked: PhysicianAsked = {
    name: query.text('name'),
    licenceNo: params.licenceNo ?? query.text('licenceNo'),
    institution: query.text('institution'),
  };
  // Sent without anything in it, it comes back with what is missing; only who has just arrived sees it bare.
  const sent = params.licenceNo !== undefined || Object.keys(asked).some((name) => query.values[name] !== undefined);
  if (!sent) return page(services, <LookupForm asked={asked} errors={[]} />);
  const outcome = await lookUpPhysician(services, asked, { network: context.network });
  if (outcome.kind === 'done') return lookupAnswer(services, asked, outcome.value);
  const refusals = outcome.kind === 'refused' ? outcome.refusals : [];
  if (refusals.some(({ code }) => code === 'lookup.tooMany'))
    return redirect(withQuery(paths.lookupCheck, { ...asked }));
  return page(services, <LookupForm asked={asked} errors={fieldErrors([...query.refusals, ...refusals])} />);
}

export function lookupAnswer(services: Services, asked: PhysicianAsked, found: readonly PublicPhysician[]): Answer {
  return page(services, found.length === 0 ? <NothingFound asked={asked} /> : <Results found={found} />);
}

interface LookupFormProps {
  readonly asked: PhysicianAsked;
  readonly errors: readonly FieldError[];
}

function LookupForm({ asked, errors }: LookupFormProps) {
  return (
    <>
      <PageHeading title={title} note="查询中医(专长)医师的执业注册信息,供公众核对。" />
      <LookupFields asked={asked} errors={errors} />
    </>
  );
}

function NothingFound({ asked }: { asked: PhysicianAsked }) {
  return (
    <>
      <PageHeading title={title} />
      <Notice tone="warning" title={`没有查到“${asked.name}”的执业注册信息`}>
        <p>请核对姓名、执业证书编码或执业机构后再查。核对无误仍查不到,说明尚未在本系统注册。</p>
      </Notice>
      <LookupFields asked={asked} errors={[]} />
    </>
  );
}

function LookupFields({ asked, errors }: LookupFormProps) {
  const field = (name: keyof PhysicianAsked) => ({ name, value: asked[name], error: findError(errors, name) });
  return (
    <FormPage action={paths.lookup} method="get" errors={errors} starNote>
      <TextField {...field('name')} label="姓名" required autocomplete="off" hint="与执业证书上的姓名完全一致" />
      <p class="quiet">下面两项至少填写一项:</p>
      <TextField {...field('licenceNo')} label="执业证书编码" autocomplete="off" hint="印在执业证书上,可以带空格" />
      <TextField {...field('institution')} label="执业机构" autocomplete="off" hint="机构名称或其中一部分,至少两个字" />
      <SubmitRow main="查询" next="只显示依法公开的信息,不显示证件号码、电话和照片。" />
    </FormPage>
  );
}

function Results({ found }: { found: readonly PublicPhysician[] }) {
  return (
    <div class="narrow">
      <PageHeading title={title} note={`查到 ${found.length} 条执业注册信息`} />
      {found.map((physician) => (
        <PhysicianCard key={physician.licenceNo} physician={physician} />
      ))}
      <ButtonLink href={paths.lookup} kind="secondary">
        再查一位
      </ButtonLink>
    </div>
  );
}

export const lookupPages: readonly Route[] = [
  on.anyone('GET', paths.lookup, '医师查询', lookup),
  on.anyone('GET', `${paths.lookup}/:licenceNo`, '医师查询', lookup),
];
