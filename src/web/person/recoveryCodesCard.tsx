import type { VNode } from 'preact';
import { viewRecoveryCodes } from '../../actions/recovery/makeRecoveryCodes.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { ButtonLink } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { ActorContext } from '../shared/context.ts';
import { paths } from '../shared/paths.ts';

/** 恢复码 */
export async function recoveryCodesCard({ services, actor }: ActorContext<PersonActor>): Promise<VNode> {
  const { left, madeAt } = await viewRecoveryCodes(services, actor);
  return (
    <Card title="恢复码" aside={madeAt === null ? '未生成' : `剩余${left}个`}>
      <p>手机丢失、忘记密码时,用恢复码可以马上重设密码。</p>
      <ButtonLink href={paths.person.recoveryCodes} kind="secondary">
        恢复码
      </ButtonLink>
    </Card>
  );
}
