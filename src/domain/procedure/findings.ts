import { cite } from '../vocabulary/articles.ts';
import type { Application } from './application.ts';
import type { Definition, Finding } from './definition.ts';
import type { Facts } from './facts.ts';

/** Advice with the article it rests on, as applicant and officer read it alike. */
export interface FileFinding extends Finding {
  readonly title: string;
  readonly article: string;
}

/** What the checks of a kind say of a file, each with its article; a person decides (个人信息保护法24). */
export function findingsOf(
  { checks }: Definition,
  facts: Facts,
  application: Application,
  today: string,
): readonly FileFinding[] {
  return checks.map(({ title, article, run }) => ({
    title,
    article: cite(article),
    ...run(facts, application, today),
  }));
}
