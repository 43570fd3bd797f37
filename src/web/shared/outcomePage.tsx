import type { ComponentChildren, VNode } from 'preact';
import type { Conflict, Outcome } from '../../actions/outcome.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from './answer.ts';
import type { PageContext } from './context.ts';
import { PageHeading } from './pageHeading.tsx';

/** How a page of one end frames a short message: title and body inside its own layout. */
export type Frame = (context: PageContext, title: string, children: ComponentChildren) => VNode;

/** The short messages of an end, from the frame of its pages. */
export function messageIn(
  page: (context: PageContext, shown: { title: string; children: ComponentChildren }) => VNode,
): Frame {
  return (context, title, children) =>
    page(context, {
      title,
      children: (
        <>
          <PageHeading title={title} />
          {children}
        </>
      ),
    });
}

/** Turns what an action answered into a page: on, the form again with everything wrong, 404, or 409 with who was faster. */
export async function answerOutcome(
  context: PageContext,
  outcome: Outcome<string>,
  frame: Frame,
  back: string,
  showAgain: (refusals: readonly Refusal[]) => Promise<Answer>,
): Promise<Answer> {
  switch (outcome.kind) {
    case 'done':
      return redirect(outcome.value);
    case 'refused':
      return showAgain(outcome.refusals);
    case 'notFound':
      return notFoundPage(context, frame);
    case 'conflict':
      return html(
        frame(
          context,
          '这件业务刚刚有了变化',
          <ConflictWords context={context} conflict={outcome.conflict} back={back} />,
        ),
        409,
      );
    default:
      return unknownOutcome(outcome);
  }
}

export function notFoundPage(context: PageContext, frame: Frame): Answer {
  return html(frame(context, '没有找到', <p>没有找到您要看的内容,或者它不属于您。请从首页重新进入。</p>), 404);
}

function ConflictWords({ context, conflict, back }: { context: PageContext; conflict: Conflict; back: string }) {
  const today = chinaDate(context.services.clock.now());
  const when = conflict.at === null ? '' : `${formatDateTime(Temporal.Instant.from(conflict.at), today)},`;
  return (
    <>
      <p role="alert">
        {when}
        {conflict.movedBy === '' ? '有人' : conflict.movedBy}已先办理,现在的状态是“{conflict.state}
        ”。您刚才的操作没有生效。
      </p>
      {conflict.stepsNow.length > 0 && <p>现在可以办理的步骤:{conflict.stepsNow.join('、')}。</p>}
      <p>
        <a href={back}>查看最新情况</a>
      </p>
    </>
  );
}

function unknownOutcome(outcome: never): never {
  throw new Error(`unknown outcome ${JSON.stringify(outcome)}`);
}
