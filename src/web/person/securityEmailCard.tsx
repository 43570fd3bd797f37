import type { VNode } from 'preact';
import { viewSecurity } from '../../actions/account/viewSecurity.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { ButtonLink } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { ActorContext } from '../shared/context.ts';
import { paths } from '../shared/paths.ts';
import { Tag } from '../shared/tag.tsx';

/** 我的邮箱 */
export async function securityEmailCard({ services, actor }: ActorContext<PersonActor>): Promise<VNode> {
  const { maskedEmail, emailVerified } = await viewSecurity(services, actor);
  return (
    <Card title="我的邮箱" aside={emailVerified ? <Tag tone="valid">已验证</Tag> : <Tag tone="underway">未验证</Tag>}>
      <p>{maskedEmail === '' ? '未填写' : maskedEmail},用于接收业务通知和安全提醒。</p>
      <ButtonLink href={paths.person.securityEmail} kind="secondary">
        {emailVerified ? '更换邮箱' : '邮箱验证'}
      </ButtonLink>
    </Card>
  );
}
