import { checkLiveCode, type LiveCheck, readLivePhoto } from '../../actions/public/checkLiveCode.ts';
import { liveViews } from '../../domain/issuing/liveView.ts';
import { type Answer, bytes, html } from '../shared/answer.ts';
import { ButtonLink } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { Notice } from '../shared/notice.tsx';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { publicMessage, publicPage } from './shell.tsx';
import { ShownLicenceCard } from './shownLicenceCard.tsx';
import { type Verdict, VerdictCard, verdicts } from './verdict.tsx';

const title = '亮照查验';

/** Why a code shows nothing. */
const refused: Readonly<Record<Exclude<LiveCheck['kind'], 'shown'>, Verdict>> = {
  expired: {
    tone: 'danger',
    title: '已过期',
    words: '这是一张过期的亮照码,可能是截图或转发的。请持证人当面打开亮照,再扫一次。',
  },
  early: {
    tone: 'danger',
    title: '尚未生效',
    words: '这张亮照码还没有到它的时间,不能采信。请持证人当面打开亮照,再扫一次。',
  },
  unknown: {
    tone: 'danger',
    title: '不是本系统签发的码',
    words: '这张码不是本系统签发的,或者内容被改动过。请不要采信。',
  },
  keyReplaced: {
    tone: 'warning',
    title: '这张码已停用',
    words: '系统刚刚更换了签发密钥,这张码不能采信。请持证人换一张码再扫。',
  },
  frozen: {
    tone: 'warning',
    title: '暂不能亮照',
    words: '这份证照的持证人身份正在核实,暂不能用亮照查验。请改用证照上的查验码查询状态。',
  },
  tooMany: { tone: 'warning', title: '查验太频繁', words: '您所在的网络查验次数太多,请过几分钟再试。' },
};

/** The phone of the holder, and one who looks twice or lets a messenger fetch the address first: beyond that it goes round. */
const oddNetworks = 4;

async function check(context: PageContext): Promise<Answer> {
  const token = context.params.token ?? '';
  const answer = await checkLiveCode(context.services, token, context.network);
  const children = (
    <div class="narrow">
      <PageHeading title={title} note={answer.kind === 'shown' ? viewWords(answer.code.view) : undefined} />
      {answer.kind === 'shown' ? (
        <Shown token={token} answer={answer} />
      ) : (
        <VerdictCard verdict={refused[answer.kind]} at={answer.at} />
      )}
      <ButtonLink href={paths.verify} kind="secondary">
        再查验一份
      </ButtonLink>
    </div>
  );
  const status = answer.kind === 'tooMany' ? 429 : 200;
  return html(publicPage(context, { title, current: 'verify', children }), status);
}

function viewWords(view: keyof typeof liveViews): string {
  return `持证人选择出示给:${liveViews[view].title}`;
}

function Shown({ token, answer }: { token: string; answer: Extract<LiveCheck, { kind: 'shown' }> }) {
  const { shown, photo, networks, at } = answer;
  return (
    <>
      <VerdictCard verdict={verdicts[shown.physician.status]} at={at} />
      {networks >= oddNetworks && (
        <Notice tone="warning" title={`这张码已在${networks}个网络上查验过`}>
          <p>亮照码每30秒更换,当面出示的码一般只查验一两次。请核对照片和本人,并请持证人换一张码再扫。</p>
        </Notice>
      )}
      <ShownLicenceCard shown={shown} photoHref={photo ? paths.verifyLivePhoto(token) : undefined} />
      <p class="quiet small">请核对照片与本人是否一致。结果只代表查验当时的状态。</p>
    </>
  );
}

async function photo(context: PageContext): Promise<Answer> {
  const found = await readLivePhoto(context.services, context.params.token ?? '');
  return found === undefined ? notFoundPage(context, publicMessage) : bytes('image/jpeg', found);
}

export const verifyLivePages: readonly Route[] = [
  on.anyone('GET', paths.verifyLive(':token'), title, check),
  on.anyone('GET', paths.verifyLivePhoto(':token'), '亮照查验照片', photo),
];
