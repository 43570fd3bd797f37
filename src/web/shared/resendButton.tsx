export interface ResendButtonProps {
  /** The guide's words, e.g. 向手机发送校验码 */
  label: string;
  formAction?: string | undefined;
  name?: string | undefined;
  value?: string | undefined;
  /** Seconds until the server will send again; 0 or undefined when it may be pressed now. */
  waitSeconds?: number | undefined;
}

/** Sends a code. Without a script it can always be pressed: the server keeps the limit. */
export function ResendButton({ label, formAction, name, value, waitSeconds }: ResendButtonProps) {
  return (
    <button
      type="submit"
      class="ds-button"
      data-variant="secondary"
      formaction={formAction}
      name={name}
      value={value}
      data-wait={waitSeconds ? waitSeconds : undefined}
    >
      {label}
    </button>
  );
}
