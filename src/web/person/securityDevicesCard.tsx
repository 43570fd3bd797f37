import type { VNode } from 'preact';
import { listDevices } from '../../actions/session/listDevices.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { ButtonLink } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { ActorContext } from '../shared/context.ts';
import { paths } from '../shared/paths.ts';

/** 登录设备 */
export async function securityDevicesCard({ services, actor, token }: ActorContext<PersonActor>): Promise<VNode> {
  const devices = await listDevices(services, actor, token);
  return (
    <Card title="登录设备" aside={`现有${devices.length}处登录`}>
      <p>查看账号登录在哪些设备上,可以退出其他设备。</p>
      <ButtonLink href={paths.person.devices} kind="secondary">
        登录设备
      </ButtonLink>
    </Card>
  );
}
