import { ButtonLink } from '../shared/button.tsx';
import { paths } from '../shared/paths.ts';

/** 微信扫码: the way there, or plainly that there is none. */
export function WechatArea({ enabled, label }: { enabled: boolean; label: string }) {
  if (!enabled) return <p class="quiet">{label}:本系统尚未开通</p>;
  return (
    <p>
      <ButtonLink href={paths.person.wechat} kind="secondary">
        {label}
      </ButtonLink>
    </p>
  );
}
