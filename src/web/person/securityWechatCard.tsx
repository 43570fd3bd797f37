import type { VNode } from 'preact';
import { viewWechatBinding } from '../../actions/account/viewScanned.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { ButtonLink } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { ActorContext } from '../shared/context.ts';
import { paths } from '../shared/paths.ts';
import { Tag } from '../shared/tag.tsx';

/** 微信绑定 */
export async function securityWechatCard({ services, actor }: ActorContext<PersonActor>): Promise<VNode> {
  const isBound = (await viewWechatBinding(services, actor.accountId)) !== undefined;
  return (
    <Card title="微信绑定" aside={isBound ? <Tag tone="valid">已绑定</Tag> : <Tag tone="underway">未绑定</Tag>}>
      <p>绑定微信后,可直接微信扫码登录。</p>
      <ButtonLink href={paths.person.wechatBinding} kind="secondary">
        {isBound ? '解除绑定' : '绑定微信'}
      </ButtonLink>
    </Card>
  );
}
