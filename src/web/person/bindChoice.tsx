import { readWechat } from '../../actions/account/wechatState.ts';
import { CheckboxField } from '../shared/choices.tsx';
import type { PageContext } from '../shared/context.ts';

/** Whoever has just confirmed a scan with a WeChat of no account may keep it with this sign-in. */
export function BindChoice({ context }: { readonly context: PageContext }) {
  const { scanned } = readWechat(context.session?.data ?? {}, context.services.clock.now());
  if (scanned?.confirmed !== true) return null;
  return (
    <CheckboxField
      name="bindWechat"
      label="绑定刚才扫码的微信,下次可直接微信扫码登录"
      hint={scanned.nickname === null ? undefined : `微信昵称:${scanned.nickname}`}
      checked
    />
  );
}
