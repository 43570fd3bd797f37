import type { VNode } from 'preact';
import { viewSecurity } from '../../actions/account/viewSecurity.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { ButtonLink } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { ActorContext } from '../shared/context.ts';
import { paths } from '../shared/paths.ts';
import { Tag } from '../shared/tag.tsx';

/** 我的手机 */
export async function securityPhoneCard({ services, actor }: ActorContext<PersonActor>): Promise<VNode> {
  const { maskedPhone, phoneVerified } = await viewSecurity(services, actor);
  return (
    <Card title="我的手机" aside={phoneVerified ? <Tag tone="valid">已验证</Tag> : <Tag tone="underway">未验证</Tag>}>
      <p>{maskedPhone === '' ? '未填写' : maskedPhone},用于接收验证码和业务通知。</p>
      {phoneVerified ? (
        <ButtonLink href={paths.person.securityPhone} kind="secondary">
          更换手机号
        </ButtonLink>
      ) : (
        <ButtonLink href={paths.person.verifyPhone} kind="secondary">
          点击此处验证手机
        </ButtonLink>
      )}
    </Card>
  );
}
