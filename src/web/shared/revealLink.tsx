import { ButtonLink } from './button.tsx';

/** To the page that asks why a whole number is needed; stands beside the masked ones. */
export function RevealLink({ href }: { href: string }) {
  return (
    <p>
      <ButtonLink href={href} kind="secondary">
        查看完整号码
      </ButtonLink>
    </p>
  );
}
