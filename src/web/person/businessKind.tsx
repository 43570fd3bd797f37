import { startApplication } from '../../actions/application/startApplication.ts';
import { type BusinessEntry, type BusinessKind, viewBusiness } from '../../actions/application/viewBusiness.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { groupByFours } from '../../domain/fields/certificateNumbers.ts';
import { consequencesOf } from '../../domain/procedure/consequences.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import { askedFields } from '../../domain/procedure/field.ts';
import { isEditable, states } from '../../domain/procedure/steps.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { cite } from '../../domain/vocabulary/articles.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { Button, ButtonLink } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { ActorContext } from '../shared/context.ts';
import { FormGuard, fieldErrors } from '../shared/formGuard.tsx';
import { ErrorSummary, errorTitle } from '../shared/formPage.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { Notice } from '../shared/notice.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { LicenceFace } from './licenceCard.tsx';
import { menuPlace, Reasons } from './reasons.tsx';
import { personMessage, personPage } from './shell.tsx';

type Context = ActorContext<PersonActor>;

async function showKind(context: Context, refusals: readonly Refusal[] = []): Promise<Answer> {
  const business = await viewBusiness(context.services, context.actor, context.params.kind ?? '');
  if (business === undefined) return notFoundPage(context, personMessage);
  // What nobody reviews has no form: it is done where it is shown.
  if (business.definition.route.decidedBy === 'nobody') return redirect(paths.person.licence);
  const place = menuPlace(business.definition);
  const errors = fieldErrors(refusals.map(({ code, parameters }) => ({ code, parameters })));
  const { menu, summary } = business.definition;
  const children = (
    <>
      <BackLink href={paths.person[place]}>{place === 'business' ? '返回业务申请' : '返回信息维护'}</BackLink>
      <PageHeading title={menu} note={summary} />
      <ErrorSummary errors={errors} />
      <UnderWay business={business} />
      <WhatHappens context={context} business={business} />
      {business.definition.route.from === 'qualification' ? (
        <Start context={context} business={business} />
      ) : (
        <Entries context={context} business={business} />
      )}
    </>
  );
  const page = personPage(context, { title: errorTitle(menu, errors), current: place, children });
  return html(page, errors.length > 0 ? 422 : 200);
}

async function startKind(context: Context): Promise<Answer> {
  const { services, actor, form, params } = context;
  const kind = params.kind ?? '';
  const entryId = form.text('entryId');
  const siteId = form.text('siteId');
  const copyOf = form.text('copyOf');
  const started = await startApplication(services, actor, {
    kind,
    entryId: entryId === '' ? null : entryId,
    siteId: siteId === '' ? null : siteId,
    copyOf: copyOf === '' ? null : copyOf,
  });
  const outcome =
    started.kind === 'done' ? { ...started, value: paths.person.applicationEdit(started.value) } : started;
  return answerOutcome(context, outcome, personMessage, paths.person.businessKind(kind), (refusals) =>
    showKind(context, refusals),
  );
}

interface Part {
  context: Context;
  business: BusinessKind;
}

/** What is under way already, so that nobody begins the same thing twice without knowing. */
function UnderWay({ business: { definition, underWay } }: { business: BusinessKind }) {
  if (underWay.length === 0) return null;
  return (
    <Notice tone="info" title={`您有正在办理的${definition.title}`}>
      <ul>
        {underWay.map(({ row }) => (
          <li key={row.id}>
            {states[row.state]}
            {row.number === null ? ' ' : `,编号 ${row.number} `}
            {isEditable(row.state) ? (
              <a href={paths.person.applicationEdit(row.id)}>继续填写</a>
            ) : (
              <a href={paths.person.application(row.id)}>查看进度</a>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function WhatHappens({ context, business: { definition, facts, entries } }: Part) {
  const today = chinaDate(context.services.clock.now()).toString();
  // Told of the first 执业信息 it can be begun from; the page before submission tells it of the one that was chosen.
  const about = entries.find(({ refusals }) => refusals.length === 0) ?? entries[0];
  const example = { ...facts, entry: about?.entry ?? null, site: about?.site ?? null };
  const { photo, institution, apply, printed } = definition.form;
  const questions = askedFields([...apply, ...printed], facts, today).map(({ label }) => label);
  const asked = [
    ...(photo ? ['个人照片(近6个月免冠正面照,JPEG 或 PNG)'] : []),
    ...(institution ? [institution.label] : []),
  ];
  return (
    <Card title="办理前请了解">
      <h3>需要准备</h3>
      <ul>
        {asked.map((each) => (
          <li key={each}>{each}</li>
        ))}
        {questions.length > 0 && <li>填写:{questions.join('、')}</li>}
      </ul>
      <h3>如果办理</h3>
      <ul>
        {consequencesOf(definition, example, { answers: {}, photoId: null }, today).map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <h3>办理时限</h3>
      <p>{timeWords(definition)}</p>
      <p class="quiet">依据:{definition.authority.map(cite).join('、')}</p>
    </Card>
  );
}

/** Who decides, and how long that may take. */
function timeWords({ route }: Definition): string {
  return route.decidedBy === 'authority'
    ? `机构审核后,审批机关自受理之日起 ${route.workingDays} 个工作日内作出决定。`
    : '由执业机构审核,审核通过后立即生效。';
}

/** From the qualification: one start, or the reasons why not. */
function Start({ context, business: { definition, refusals, underWay } }: Part) {
  const draft = underWay.find(({ row }) => row.state === 'draft');
  if (draft !== undefined) {
    return <ButtonLink href={paths.person.applicationEdit(draft.row.id)}>继续填写</ButtonLink>;
  }
  return (
    <>
      <Reasons definition={definition} refusals={refusals} />
      <form method="post" action={paths.person.businessKind(definition.kind)}>
        <FormGuard context={context} />
        <Button refusedBecause={refusals.length === 0 ? undefined : '现在不能办理'}>点击进入</Button>
      </form>
    </>
  );
}

/** From an entry: the 执业信息, each with 【点击进入】. */
function Entries({ context, business }: Part) {
  const { entries } = business;
  return (
    <section class="section">
      <h2>执业信息</h2>
      {entries.length === 0 && (
        <Card title={`没有可以办理${business.definition.title}的执业信息`}>
          <Reasons definition={business.definition} refusals={business.refusals} />
        </Card>
      )}
      {entries.map((each) => (
        <EntryCard key={each.site?.id ?? each.entry.id} context={context} business={business} each={each} />
      ))}
    </section>
  );
}

function EntryCard({ context, business, each }: Part & { each: BusinessEntry }) {
  const { licence, site, refusals, underWay } = each;
  const about = site === null ? licence.institution : (business.facts.institutionNames[site.institutionId] ?? '');
  return (
    <Card>
      <LicenceFace licence={licence} action={<Enter context={context} business={business} each={each} about={about} />}>
        <p>执业地点:{licence.provinceName}</p>
        {site !== null && (
          <p>
            备案机构:{about}({site.from} 至 {site.until})
          </p>
        )}
        <p class="quiet">
          执业证书编码 <span class="code">{groupByFours(licence.licenceNo)}</span>
        </p>
        {underWay === undefined && <Reasons definition={business.definition} refusals={refusals} />}
      </LicenceFace>
    </Card>
  );
}

/** The way in, or back to what has been begun about this entry. */
function Enter({ context, business, each, about }: Part & { each: BusinessEntry; about: string }) {
  const { licence, site, refusals, underWay } = each;
  if (underWay === undefined) {
    return (
      <form method="post" action={paths.person.businessKind(business.definition.kind)}>
        <FormGuard context={context} />
        <input type="hidden" name="entryId" value={licence.id} />
        {site !== null && <input type="hidden" name="siteId" value={site.id} />}
        <EnterButton about={about} disabled={refusals.length > 0} />
      </form>
    );
  }
  const { id, state } = underWay.row;
  const editable = isEditable(state);
  return (
    <ButtonLink
      kind="secondary"
      about={about}
      href={editable ? paths.person.applicationEdit(id) : paths.person.application(id)}
    >
      {editable ? '继续填写' : '查看进度'}
    </ButtonLink>
  );
}

/** The reason stands in the card, where there is room for it. */
function EnterButton({ about, disabled }: { about: string; disabled: boolean }) {
  return (
    <button type="submit" class="ds-button" data-variant="primary" disabled={disabled}>
      点击进入<span class="sr-only">:{about}</span>
    </button>
  );
}

const path = paths.person.businessKind(':kind');

export const businessKindPages: readonly Route[] = [
  on.physician('GET', path, '业务说明', (context) => showKind(context)),
  on.physician('POST', path, '开始办理', startKind),
];
