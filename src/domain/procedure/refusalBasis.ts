import { type Article, articles, cite, type RefusalGround, refusalGrounds } from '../vocabulary/articles.ts';
import type { Definition } from './definition.ts';

/** What a refusal rests on, in a line: the ground of 医师法16 that was chosen, or the articles of the kind. */
export function refusalBasis({ authority }: Definition, ground: RefusalGround | null): string {
  return ground === null ? authority.map(cite).join('、') : `${cite(articles.refusalGrounds)}${refusalGrounds[ground]}`;
}

/** The articles a letter of refusal quotes. */
export function refusalArticles({ authority }: Definition, ground: RefusalGround | null): readonly Article[] {
  return ground === null ? [...authority, articles.refusalInWriting] : [articles.refusalGrounds];
}
