import { describe, FieldFrame, type FieldProps } from './fieldFrame.tsx';

export interface PictureCodeProps extends Omit<FieldProps, 'label'> {
  label?: string | undefined;
  imageHref: string;
  /** Address the form posts to for another picture; the answers come back with it. */
  refreshHref: string;
  /** A new request of `imageHref` draws a new code for the same question, so a script need not load the page again. */
  reloadsInPlace?: boolean | undefined;
  /** The same question spoken, for whoever cannot read the picture. */
  soundHref?: string | undefined;
}

/** 验证码: the check for people whose browser runs no script. */
export function PictureCode(props: PictureCodeProps) {
  const { name, label = '验证码', imageHref, refreshHref, reloadsInPlace, soundHref } = props;
  const field = { ...props, label, hint: props.hint ?? '请输入图片中的字符,不区分大小写' };
  return (
    <FieldFrame {...field}>
      <div class="picture-code" data-picture={reloadsInPlace ? '' : undefined}>
        <input
          class="ds-input"
          {...describe(field)}
          type="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={8}
        />
        <img src={imageHref} alt="验证码图片" width={132} height={48} />
        <button class="link-button" type="submit" name="refresh" value={name} formaction={refreshHref}>
          看不清,换一张
        </button>
      </div>
      {soundHref && (
        <p class="hint after">
          <a href={soundHref} target="_blank" rel="noopener">
            看不了图片?听语音验证码
          </a>
          (在新窗口播放,听后请输入听到的数字)
        </p>
      )}
    </FieldFrame>
  );
}
