import type { ComponentChildren } from 'preact';
import { ButtonLink } from './button.tsx';
import { Tag, type TagTone } from './tag.tsx';

export interface CardProps {
  title?: ComponentChildren | undefined;
  /** Beside the title: a number, a tag, a link. */
  aside?: ComponentChildren | undefined;
  tinted?: boolean | undefined;
  children: ComponentChildren;
}

export function Card({ title, aside, tinted, children }: CardProps) {
  return (
    <section class="ds-card" data-variant={tinted ? 'tinted' : 'default'}>
      {title && (
        <div class="card-head">
          <h2>{title}</h2>
          {aside && <span class="quiet">{aside}</span>}
        </div>
      )}
      {children}
    </section>
  );
}

export interface BusinessCardProps {
  title: string;
  text: string;
  tag?: { tone: TagTone; text: string } | undefined;
  /** Where 【点击进入】 leads; without it the card says why not. */
  href?: string | undefined;
  enterLabel?: string | undefined;
  /** Why not, with what to do about it; a list. */
  refusedBecause?: ComponentChildren | undefined;
}

/** One kind of business: enter it, or read why not. Stands in a `.grid`. */
export function BusinessCard(props: BusinessCardProps) {
  const { title, text, tag, href, enterLabel = '点击进入', refusedBecause } = props;
  return (
    <div class="ds-card business" data-variant="default" data-closed={href ? undefined : ''}>
      <h3>
        {title}
        {tag && <Tag tone={tag.tone}>{tag.text}</Tag>}
      </h3>
      <p>{text}</p>
      {refusedBecause}
      {href && (
        <div class="go">
          <ButtonLink href={href} kind="secondary" about={title}>
            {enterLabel}
          </ButtonLink>
        </div>
      )}
    </div>
  );
}

export interface EntranceProps {
  href: string;
  /** One character, drawn like a seal: 医, 院, 政, 公. */
  mark: string;
  title: string;
  text: string;
  enterLabel?: string | undefined;
}

/** One of the four entrances of the front door; stands in `<ul class="entrances"><li>`. */
export function Entrance({ href, mark, title, text, enterLabel = '进入' }: EntranceProps) {
  return (
    <a class="entrance" href={href}>
      <span class="mark" aria-hidden="true">
        {mark}
      </span>
      <strong>{title}</strong>
      <span class="what">{text}</span>
      <span class="enter">{enterLabel}</span>
    </a>
  );
}
