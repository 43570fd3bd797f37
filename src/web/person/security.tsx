import type { VNode } from 'preact';
import type { PersonActor } from '../../domain/access/actor.ts';
import { type Answer, html } from '../shared/answer.ts';
import type { ActorContext } from '../shared/context.ts';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { recoveryCodesCard } from './recoveryCodesCard.tsx';
import { saidOn } from './said.tsx';
import { securityDevicesCard } from './securityDevicesCard.tsx';
import { securityEmailCard } from './securityEmailCard.tsx';
import { securityPasswordCard } from './securityPasswordCard.tsx';
import { securityPhoneCard } from './securityPhoneCard.tsx';
import { securitySsoCard } from './securitySsoCard.tsx';
import { securityWechatCard } from './securityWechatCard.tsx';
import { personPage } from './shell.tsx';

/** One module of 安全设置, which reads what it shows by itself. */
type SecurityCard = (context: ActorContext<PersonActor>) => Promise<VNode | null>;

const cards: readonly SecurityCard[] = [
  securityPhoneCard,
  securityEmailCard,
  securityPasswordCard,
  securityWechatCard,
  securitySsoCard,
  securityDevicesCard,
  recoveryCodesCard,
];

async function show(context: ActorContext<PersonActor>): Promise<Answer> {
  const shown = await Promise.all(cards.map((card) => card(context)));
  const page = personPage(context, {
    title: '安全设置',
    current: 'security',
    flash: saidOn(context),
    children: (
      <>
        <PageHeading title="安全设置" />
        {shown}
      </>
    ),
  });
  return html(page);
}

export const securityPages: readonly Route[] = [on.person('GET', paths.person.security, '安全设置', show)];
