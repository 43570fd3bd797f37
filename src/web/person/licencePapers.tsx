import type { ComponentChildren } from 'preact';
import { makeLicencePaper } from '../../actions/licence/makeLicencePaper.ts';
import { type LicencePaper, readLicenceMetadata, readLicencePaper } from '../../actions/licence/readLicencePaper.ts';
import { refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, bytes, html, redirect } from '../shared/answer.ts';
import { Notice } from '../shared/notice.tsx';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { busyPage } from './applicationPdf.tsx';
import { personMessage } from './shell.tsx';
import type { PersonContext } from './typing.ts';

async function makePaper(context: PersonContext): Promise<Answer> {
  const { services, actor, params, form } = context;
  const entryId = params.entryId ?? '';
  const made = await makeLicencePaper(services, actor, entryId);
  if (made === undefined) return notFoundPage(context, personMessage);
  if (made.kind === 'busy') return busyPage(context);
  if (made.kind === 'away') return sealAwayPage(context, made.words);
  if (made.kind === 'uncovered') {
    return html(personMessage(context, '暂时不能生成 PDF', <RareCharacters characters={made.characters} />), 422);
  }
  if (made.kind === 'photoMissing') {
    return html(personMessage(context, '暂时不能制证', <PhotoAway />), 500);
  }
  return redirect(
    form.text('as') === 'json' ? paths.person.licenceMetadata(entryId) : paths.person.licencePdf(entryId),
  );
}

async function downloadLicence(context: PersonContext): Promise<Answer> {
  const { services, actor, params } = context;
  return answerPaper(context, await readLicencePaper(services, actor, params.entryId ?? ''), 'application/pdf');
}

async function downloadMetadata(context: PersonContext): Promise<Answer> {
  const { services, actor, params } = context;
  const metadata = await readLicenceMetadata(services, actor, params.entryId ?? '');
  return answerPaper(context, metadata, 'application/json; charset=utf-8');
}

function answerPaper(
  context: PersonContext,
  paper: LicencePaper<Uint8Array | string> | undefined,
  type: string,
): Answer {
  if (paper === undefined) return notFoundPage(context, personMessage);
  if (paper.kind === 'paper') return bytes(type, paper.content, paper.fileName);
  if (paper.kind === 'refused') {
    const reasons = paper.refusals.map((each) => <p key={each.code}>{refusalText(each)}</p>);
    return html(personMessage(context, '暂时不能下载', reasons), 403);
  }
  // Not made yet, or changed since: the page has the button that makes it.
  return paper.kind === 'missing'
    ? redirect(withQuery(paths.person.licence, { said: 'paperMissing' }))
    : sealAwayPage(context, paper.words);
}

function sealAwayPage(context: PersonContext, words: string): Answer {
  return html(personMessage(context, '暂时不能制证', <SealAwayNotice words={words} />), 503);
}

/** No paper now: why, what to do, and the way back. */
function NotMade({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <>
      <Notice tone="warning" title={title}>
        {children}
      </Notice>
      <p>
        <a href={paths.person.licence}>返回我的执业电子证照</a>
      </p>
    </>
  );
}

/** The register has a photo, and its file is not there. */
function PhotoAway() {
  return (
    <NotMade title="您的照片文件缺失,没有生成证书">
      <p>请联系登记机关,由系统管理人员恢复照片,或者办理照片更新。您的注册有效,不受影响。</p>
    </NotMade>
  );
}

/** Without its seal no paper is given out. */
function SealAwayNotice({ words }: { words: string }) {
  return (
    <NotMade title="电子印章暂时不能使用,没有生成证书">
      <p>原因:{words}。请过一会儿再下载。您的注册有效,不受影响;网页上的电子证照和查验页面照常可以使用。</p>
    </NotMade>
  );
}

/** 生僻字: no box in place of a name; what to do instead. */
function RareCharacters({ characters }: { characters: readonly string[] }) {
  return (
    <NotMade title={`证书上有系统字库暂缺的生僻字:${characters.join('、')}`}>
      <p>为避免把您的姓名印成空框,暂不生成 PDF。您的注册有效,不受影响。</p>
      <p>网页上的电子证照和查验页面照常可以使用。需要纸质证书的,请联系发证机关补充字库后办理。</p>
    </NotMade>
  );
}

export const licencePaperPages: readonly Route[] = [
  on.physician('POST', paths.person.licencePaper(':entryId'), '制作执业证书', makePaper),
  on.physician('GET', paths.person.licencePdf(':entryId'), '电子证照PDF', downloadLicence),
  on.physician('GET', paths.person.licenceMetadata(':entryId'), '证照元数据', downloadMetadata),
];
