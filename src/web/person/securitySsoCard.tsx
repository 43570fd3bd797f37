import type { VNode } from 'preact';
import { viewSsoBinding } from '../../actions/account/confirmSso.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { ButtonLink } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { ActorContext } from '../shared/context.ts';
import { paths } from '../shared/paths.ts';
import { Tag } from '../shared/tag.tsx';

/** 统一身份认证, where there is one. */
export async function securitySsoCard({ services, actor }: ActorContext<PersonActor>): Promise<VNode | null> {
  if (services.sso === undefined) return null;
  const isBound = (await viewSsoBinding(services, actor.accountId)) !== undefined;
  return (
    <Card title="统一身份认证绑定" aside={isBound ? <Tag tone="valid">已绑定</Tag> : <Tag tone="underway">未绑定</Tag>}>
      <p>绑定后,可用{services.sso.label}登录。</p>
      <ButtonLink href={paths.person.ssoBinding} kind="secondary">
        {isBound ? '解除绑定' : '绑定'}
      </ButtonLink>
    </Card>
  );
}
