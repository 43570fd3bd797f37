import type { VNode } from 'preact';
import { passwordRuleOf } from '../../actions/account/newPassword.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { passwordPolicyTexts } from '../../domain/fields/password.ts';
import { ButtonLink } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { ActorContext } from '../shared/context.ts';
import { paths } from '../shared/paths.ts';

/** 修改密码 */
export async function securityPasswordCard({ services }: ActorContext<PersonActor>): Promise<VNode> {
  return (
    <Card title="修改密码">
      <p>密码要求:{passwordPolicyTexts[passwordRuleOf(services)]}。</p>
      <ButtonLink href={paths.person.securityPassword} kind="secondary">
        修改密码
      </ButtonLink>
    </Card>
  );
}
