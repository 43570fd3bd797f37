import { type LiveCodes, makeLiveCodes } from '../../actions/licence/makeLiveCodes.ts';
import { type LicenceToShow, viewOwnLicence } from '../../actions/licence/viewOwnLicence.ts';
import { isLiveView, type LiveView } from '../../domain/issuing/liveView.ts';
import { refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, json, redirect } from '../shared/answer.ts';
import { Layout } from '../shared/layout.tsx';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { LiveFace } from './liveFace.tsx';
import { personMessage } from './shell.tsx';
import type { PersonContext } from './typing.ts';

const title = '亮照';

function viewOf(context: PersonContext): LiveView {
  const asked = context.query.text('view');
  return isLiveView(asked) ? asked : 'patient';
}

/** What stands in the code, so that the camera of a telephone opens it. */
function addressOf({ services }: PersonContext, token: string): string {
  return `${services.publicUrl}${paths.verifyLive(token)}`;
}

/** 亮照: the whole screen, for whoever stands opposite. What cannot be shown now is explained where it can be cured. */
async function show(context: PersonContext): Promise<Answer> {
  const entryId = context.params.entryId ?? '';
  const view = viewOf(context);
  const [shown, outcome] = await Promise.all([
    viewOwnLicence(context.services, context.actor, entryId),
    makeLiveCodes(context.services, context.actor, entryId, view),
  ]);
  if (shown === undefined || outcome.kind === 'notFound') return notFoundPage(context, personMessage);
  if (outcome.kind !== 'done') return redirect(`${paths.person.licence}#licence-${entryId}`);
  return html(livePage(context, shown.licence, view, outcome.value));
}

/** The codes as the script reads them, each with the address that stands in it. */
function given(context: PersonContext, { now, until, codes: signed }: LiveCodes) {
  return { now, until, codes: signed.map(({ iat, exp, token }) => ({ iat, exp, address: addressOf(context, token) })) };
}

function livePage(context: PersonContext, licence: LicenceToShow['licence'], view: LiveView, signed: LiveCodes) {
  return (
    <Layout title={title} end="person" nav={[]} demo={context.services.demo} bare="livePage" scripts="live">
      <LiveFace
        licence={licence}
        view={view}
        given={given(context, signed)}
        claimed={context.query.text('said') === 'claimed'}
      />
    </Layout>
  );
}

/** The codes of the next minutes, for the script; it asks again every half minute while there is a network. */
async function codes(context: PersonContext): Promise<Answer> {
  const entryId = context.params.entryId ?? '';
  const outcome = await makeLiveCodes(context.services, context.actor, entryId, viewOf(context));
  if (outcome.kind === 'notFound') return notFoundPage(context, personMessage);
  if (outcome.kind !== 'done')
    return json({ refused: outcome.kind === 'refused' ? outcome.refusals.map(refusalText) : [] });
  return json(given(context, outcome.value));
}

export const licenceShowPages: readonly Route[] = [
  on.physician('GET', paths.person.licenceShow(':entryId'), title, show),
  on.physician('GET', paths.person.licenceCodes(':entryId'), '亮照码', codes, { unattended: true }),
];
