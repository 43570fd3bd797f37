import type { VNode } from 'preact';
import type { NoticeBlock, PrivacyNotice } from '../../outside/dataFiles.ts';
import { type Answer, html } from '../shared/answer.ts';
import type { PageContext } from '../shared/context.ts';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { publicMessage, publicPage } from './shell.tsx';

function privacyPage(context: PageContext, notice: PrivacyNotice): VNode {
  const { privacyNotices } = context.services;
  const inForce = privacyNotices[0]?.version === notice.version;
  const others = privacyNotices.filter(({ version }) => version !== notice.version);
  return publicPage(context, {
    title: notice.title,
    children: (
      <article class="narrow">
        <PageHeading title={notice.title} note={`版本 ${notice.version}${inForce ? ',现行有效' : ',已被新版本代替'}`} />
        {notice.blocks.map((block, index) => (
          <Block key={`${notice.version} ${index + 1}`} block={block} />
        ))}
        {others.length > 0 && (
          <p class="quiet">
            其他版本:
            {others.map(({ version }) => (
              <a key={version} href={withQuery(paths.privacy, { version })}>
                {version}
              </a>
            ))}
          </p>
        )}
      </article>
    ),
  });
}

function Block({ block }: { block: NoticeBlock }) {
  switch (block.kind) {
    case 'heading':
      return <h2>{block.text}</h2>;
    case 'paragraph':
      return <p>{block.text}</p>;
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    default:
      return unknownBlock(block);
  }
}

function unknownBlock(block: never): never {
  throw new Error(`unknown block ${JSON.stringify(block)}`);
}

/** 个人信息保护法17: the version in force, or the one somebody agreed to in its day. */
async function show(context: PageContext): Promise<Answer> {
  const { privacyNotices } = context.services;
  const asked = context.query.text('version');
  const notice = asked === '' ? privacyNotices[0] : privacyNotices.find(({ version }) => version === asked);
  return notice === undefined ? notFoundPage(context, publicMessage) : html(privacyPage(context, notice));
}

export const privacyPages: readonly Route[] = [on.anyone('GET', paths.privacy, '隐私政策', show)];
