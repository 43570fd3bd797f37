import type { VNode } from 'preact';
import { signOutDevice, signOutOtherDevices } from '../../actions/session/endSessions.ts';
import { listDevices } from '../../actions/session/listDevices.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { Card } from '../shared/card.tsx';
import type { ActorContext } from '../shared/context.ts';
import { FormGuard } from '../shared/formGuard.tsx';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { Tag } from '../shared/tag.tsx';
import { saidOn } from './said.tsx';
import { personMessage, personPage } from './shell.tsx';

type Context = ActorContext<PersonActor>;
type OpenSession = Awaited<ReturnType<typeof listDevices>>[number];
const title = '登录设备';

function devicesPage(context: Context, devices: readonly OpenSession[]): VNode {
  return personPage(context, {
    title,
    current: 'security',
    scripts: true,
    flash: saidOn(context),
    children: (
      <>
        <PageHeading title={title} note="您的账号现在登录在这些设备上。有不认识的设备,请退出该设备并马上修改密码。" />
        {devices.map((device) => (
          <DeviceCard key={device.id} context={context} device={device} />
        ))}
        {devices.length > 1 && (
          <form class="section" method="post" action={paths.person.devices}>
            <FormGuard context={context} />
            <button type="submit" class="ds-button" data-variant="primary">
              退出其他设备
            </button>
          </form>
        )}
      </>
    ),
  });
}

function DeviceCard({ context, device }: { readonly context: Context; readonly device: OpenSession }) {
  const { id, network, createdAt, lastSeenAt, current } = device;
  const words = device.device === '' ? '未知设备' : device.device;
  const today = chinaDate(context.services.clock.now());
  const when = (at: string) => formatDateTime(Temporal.Instant.from(at), today);
  return (
    <Card title={words} aside={current ? <Tag tone="valid">本次登录</Tag> : undefined}>
      <SummaryList
        rows={[
          { label: '登录时间', value: when(createdAt) },
          { label: '最近使用', value: when(lastSeenAt ?? createdAt) },
          { label: '网络', value: network === '' ? '未知' : network },
        ]}
      />
      {!current && (
        <form method="post" action={paths.person.device(id)}>
          <FormGuard context={context} />
          <button type="submit" class="ds-button" data-variant="secondary" aria-label={`退出该设备:${words}`}>
            退出该设备
          </button>
        </form>
      )}
    </Card>
  );
}

async function show(context: Context): Promise<Answer> {
  return html(devicesPage(context, await listDevices(context.services, context.actor, context.token)));
}

async function endOne(context: Context): Promise<Answer> {
  const { services, actor, token, params } = context;
  const outcome = await signOutDevice(services, actor, token, params.id ?? '');
  if (outcome.kind !== 'done') return notFoundPage(context, personMessage);
  return redirect(withQuery(paths.person.devices, { said: 'deviceEnded' }));
}

async function endOthers(context: Context): Promise<Answer> {
  await signOutOtherDevices(context.services, context.actor, context.token);
  return redirect(withQuery(paths.person.devices, { said: 'devicesEnded' }));
}

export const devicePages: readonly Route[] = [
  on.person('GET', paths.person.devices, title, show),
  on.person('POST', paths.person.devices, '退出其他设备', endOthers),
  on.person('POST', paths.person.device(':id'), '退出该设备', endOne),
];
