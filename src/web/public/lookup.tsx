import type { VNode } from 'preact';
import { type Places, viewPlaces } from '../../actions/joining/viewPlaces.ts';
import { lookUpPhysician, type PhysicianAsked } from '../../actions/public/lookUpPhysician.ts';
import type { Services } from '../../actions/services.ts';
import type { PublicPhysician } from '../../domain/register/publicView.ts';
import { type Answer, bytes, redirect } from '../shared/answer.ts';
import { Button, ButtonLink, SubmitRow } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { SelectField, TextField } from '../shared/fields.tsx';
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

/** What is in the address or the form: 地区 is the place, or the province where no place of it has been chosen. */
export function readAsked(text: (name: string) => string, licenceNo = text('licenceNo')): PhysicianAsked {
  const [province, place] = [text('province'), text('region')];
  const region = province !== '' && !place.startsWith(province.slice(0, 2)) ? province : place;
  return { name: text('name'), licenceNo, institution: text('institution'), region };
}

async function lookup(context: PageContext): Promise<Answer> {
  const { services, query, params } = context;
  const asked = readAsked(query.text, params.licenceNo);
  // Sent without anything in it, it comes back with what is missing; only who has just arrived sees it bare.
  const sent = params.licenceNo !== undefined || Object.keys(asked).some((name) => query.values[name] !== undefined);
  if (!sent || query.text('step') === 'province') return lookupForm(services, asked, []);
  const outcome = await lookUpPhysician(services, asked, { network: context.network });
  if (outcome.kind === 'done') return lookupAnswer(services, asked, outcome.value);
  const refusals = outcome.kind === 'refused' ? outcome.refusals : [];
  if (refusals.some(({ code }) => code === 'lookup.tooMany'))
    return redirect(withQuery(paths.lookupCheck, { ...asked }));
  return lookupForm(services, asked, fieldErrors([...query.refusals, ...refusals]));
}

async function lookupForm(services: Services, asked: PhysicianAsked, errors: readonly FieldError[]): Promise<Answer> {
  const places = await viewPlaces(services, asked.region);
  return page(
    services,
    <>
      <PageHeading title={title} note="查询中医(专长)医师的执业注册信息,供公众核对。" />
      <LookupFields {...{ asked, places, errors }} />
      <p class="quiet">
        需要证明某一天的执业情况,请办理<a href={paths.receipts}>执业情况证明</a>。
      </p>
    </>,
  );
}

export async function lookupAnswer(
  services: Services,
  asked: PhysicianAsked,
  found: readonly PublicPhysician[],
): Promise<Answer> {
  if (found.length > 0) return page(services, <Results found={found} />);
  const places = await viewPlaces(services, asked.region);
  return page(
    services,
    <>
      <PageHeading title={title} />
      <Notice tone="warning" title={`没有查到“${asked.name}”的执业注册信息`}>
        <p>请核对姓名、执业证书编码或执业机构后再查。核对无误仍查不到,说明尚未在本系统注册。</p>
      </Notice>
      <LookupFields asked={asked} places={places} errors={[]} />
    </>,
  );
}

interface LookupFieldsProps {
  readonly asked: PhysicianAsked;
  readonly places: Places;
  readonly errors: readonly FieldError[];
}

function LookupFields({ asked, places, errors }: LookupFieldsProps) {
  const field = (name: keyof PhysicianAsked) => ({ name, value: asked[name], error: findError(errors, name) });
  const options = (lines: Places['places']) => lines.map(({ code, name }) => ({ value: code, label: name }));
  const province = asked.region === '' ? '' : `${asked.region.slice(0, 2)}0000`;
  return (
    <FormPage action={paths.lookup} method="get" errors={errors} starNote>
      <TextField {...field('name')} label="姓名" required autocomplete="off" hint="与执业证书上的姓名完全一致" />
      <p class="quiet">下面两项至少填写一项:</p>
      <TextField {...field('licenceNo')} label="执业证书编码" autocomplete="off" hint="印在执业证书上,可以带空格" />
      <TextField
        {...field('institution')}
        label="执业机构"
        autocomplete="off"
        hint="机构全称,或者能与其他机构区别开的一部分"
      />
      <SelectField
        name="province"
        label="地区"
        value={province}
        prompt="全国"
        width="medium"
        options={options(places.provinces)}
        hint="选填。名称相同的机构较多时,用地区缩小范围。"
      />
      {places.places.length > 0 && (
        <SelectField
          {...field('region')}
          label="市、县(区)"
          prompt="全省"
          width="medium"
          options={options(places.places)}
        />
      )}
      <SubmitRow
        main="查询"
        secondary={
          <Button kind="secondary" name="step" value="province">
            按市、县缩小范围
          </Button>
        }
        next="只显示依法公开的信息,不显示证件号码、电话和照片。"
      />
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
