import { type LicenceOffer, offerLicence, offerMinutes } from '../../actions/credential/offerLicence.ts';
import { stopWallet, viewWallets, type WalletLicence, type Wallets } from '../../actions/credential/walletLicences.ts';
import { groupByFours } from '../../domain/fields/certificateNumbers.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html } from '../shared/answer.ts';
import { ButtonLink, SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { FormGuard, fieldErrors } from '../shared/formGuard.tsx';
import { ErrorSummary, errorTitle } from '../shared/formPage.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { Notice } from '../shared/notice.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { QrCode } from '../shared/qrCode.tsx';
import { on, type Route } from '../shared/route.ts';
import { DataTable } from '../shared/table.tsx';
import { saidOn } from './said.tsx';
import { personMessage, personPage } from './shell.tsx';
import type { PersonContext } from './typing.ts';

const title = '存入数字钱包';

async function show(context: PersonContext, refusals: readonly Refusal[] = []): Promise<Answer> {
  const entryId = context.params.entryId ?? '';
  const view = await viewWallets(context.services, context.actor, entryId);
  if (view === undefined) return notFoundPage(context, personMessage);
  const errors = fieldErrors(refusals);
  const children = (
    <div class="narrow">
      <BackLink href={paths.person.licence}>我的执业电子证照</BackLink>
      <PageHeading title={title} note={`执业证书编码 ${groupByFours(view.licence.licenceNo)}`} />
      <ErrorSummary errors={errors} />
      <OfferCard context={context} view={view} />
      <WalletsCard context={context} view={view} />
    </div>
  );
  const shown = { title: errorTitle(title, errors), current: 'licence', flash: saidOn(context), children } as const;
  return html(personPage(context, shown), errors.length > 0 ? 422 : 200);
}

function OfferCard({ context, view: { licence, refusals } }: { context: PersonContext; view: Wallets }) {
  return (
    <Card title="存入一个钱包">
      <p>把电子证照存入手机上的数字钱包应用,出示时由您选择给别人看哪几项。钱包里没有证件号码,也没有资格证书编码。</p>
      <p class="quiet small">需要支持 OpenID4VCI 和 SD-JWT VC 的钱包;没有这样的钱包,用【申领|亮照】出示就可以。</p>
      {refusals.length > 0 ? (
        <Notice tone="warning" title="现在不能存入">
          {refusals.map((refusal) => (
            <p key={refusal.code}>{refusalText(refusal)}</p>
          ))}
        </Notice>
      ) : (
        <form method="post" action={paths.person.licenceWallet(licence.id)}>
          <FormGuard context={context} />
          <SubmitRow main="生成存入码" next={`存入码${offerMinutes}分钟内有效,只能用一次。`} />
        </form>
      )}
    </Card>
  );
}

const states: Readonly<Record<WalletLicence['state'], string>> = {
  inUse: '使用中',
  stopped: '已停用',
  outdated: '登记内容已变更,已失效。请重新存入。',
  keyLost: '签发密钥已停用,已失效。请重新存入。',
  expired: '已过期。请重新存入。',
};

function WalletsCard({ context, view: { licence, inWallets } }: { context: PersonContext; view: Wallets }) {
  const now = context.services.clock.now();
  const time = (at: string) => formatDateTime(Temporal.Instant.from(at), chinaDate(now));
  return (
    <Card title="已存入的钱包">
      <p class="quiet">手机丢失、更换钱包时请停用。停用后15分钟内,别人查验时会看到“已失效”;不能恢复,可以重新存入。</p>
      <DataTable
        id="wallets"
        caption="已存入的钱包"
        captionHidden
        rows={inWallets}
        rowKey={({ id }) => id}
        columns={[
          { key: 'at', header: '存入时间', rowHeader: true, cell: ({ issuedAt }) => time(issuedAt) },
          { key: 'copies', header: '份数', cell: ({ copies }) => `${copies}份` },
          { key: 'state', header: '状态', cell: ({ state }) => states[state] },
          {
            key: 'stop',
            header: '操作',
            cell: ({ id, revokedAt, issuedAt }) =>
              revokedAt !== null ? (
                '无'
              ) : (
                <form method="post" action={paths.person.licenceWalletStop(licence.id)}>
                  <FormGuard context={context} />
                  <input type="hidden" name="instance" value={id} />
                  <button type="submit" class="ds-button" data-variant="secondary">
                    停用<span class="sr-only">:{time(issuedAt)}存入的</span>
                  </button>
                </form>
              ),
          },
        ]}
        empty={{ title: '还没有存入任何钱包' }}
      />
    </Card>
  );
}

/** Shown only here: what it shows is kept nowhere, so this answers the form itself. */
function offerPage(context: PersonContext, { link, txCode, expiresAt }: LicenceOffer): Answer {
  const { services, params } = context;
  const offer = `${services.publicUrl}/oid4vci/offer/${link}`;
  const address = withQuery('openid-credential-offer://', { credential_offer_uri: offer });
  const children = (
    <div class="narrow">
      <PageHeading title={title} note="用钱包扫描二维码,再输入下面的6位数字。" />
      <Card title="第一步:扫描二维码">
        <QrCode text={address} label="存入数字钱包的二维码" />
        <p>
          钱包就在这台手机上:<a href={address}>打开钱包</a>
        </p>
      </Card>
      <Card title="第二步:在钱包里输入6位数字">
        <p>
          <strong class="code large">{txCode}</strong>
        </p>
        <p class="quiet">
          {formatDateTime(expiresAt, chinaDate(services.clock.now()))}前有效,只能用一次,最多可输入5次。不要告诉任何人。
        </p>
      </Card>
      <p>
        <ButtonLink href={paths.person.licenceWallet(params.entryId ?? '')} kind="secondary">
          我已存入,查看结果
        </ButtonLink>
      </p>
    </div>
  );
  return html(personPage(context, { title, current: 'licence', children }));
}

async function offer(context: PersonContext): Promise<Answer> {
  const entryId = context.params.entryId ?? '';
  const outcome = await offerLicence(context.services, context.actor, entryId);
  if (outcome.kind === 'done') return offerPage(context, outcome.value);
  return answerOutcome(context, outcome, personMessage, paths.person.licence, (refusals) => show(context, refusals));
}

async function stop(context: PersonContext): Promise<Answer> {
  const entryId = context.params.entryId ?? '';
  const outcome = await stopWallet(context.services, context.actor, entryId, context.form.text('instance'));
  const location = withQuery(paths.person.licenceWallet(entryId), { said: 'walletStopped' });
  const shown = outcome.kind === 'done' ? { ...outcome, value: location } : outcome;
  return answerOutcome(context, shown, personMessage, paths.person.licence, (refusals) => show(context, refusals));
}

export const walletPages: readonly Route[] = [
  on.physician('GET', paths.person.licenceWallet(':entryId'), title, (context) => show(context)),
  on.physician('POST', paths.person.licenceWallet(':entryId'), '生成存入码', offer),
  on.physician('POST', paths.person.licenceWalletStop(':entryId'), '停用钱包中的证照', stop),
];
