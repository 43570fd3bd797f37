import { describe, ErrorText, type FieldProps, Hint, Star } from './fieldFrame.tsx';

export interface PhotoFieldProps extends FieldProps {
  /** The photograph already kept. */
  currentHref?: string | undefined;
  /** What the photograph must show, in words. */
  wanted: readonly string[];
  /** What makes it unusable, in words. */
  unwanted: readonly string[];
  /** Finished picture in pixels, and the largest file in bytes. */
  width: number;
  height: number;
  maxBytes: number;
}

/** A plain file input; the `person` bundle adds cropping and advice. Sends also cropX, cropY, cropWidth, cropHeight (0..1), empty without a script. */
export function PhotoField(props: PhotoFieldProps) {
  const { name, label, required, hint, error, currentHref, wanted, unwanted, width, height, maxBytes } = props;
  return (
    <div
      class="field photo-field"
      data-invalid={error ? '' : undefined}
      data-photo={`${width}:${height}`}
      data-max-bytes={maxBytes}
    >
      <label for={name}>
        {label} <Star required={required} />
      </label>
      <Hint name={name} hint={hint} />
      <ErrorText name={name} error={error} />
      <div class="now">
        <span>
          {currentHref && <img class="photo" src={currentHref} alt="现在的照片" width={width} height={height} />}
          <label class={currentHref ? 'plus' : 'plus photo'} for={name}>
            <span aria-hidden="true">+</span>
            {currentHref ? '更换照片' : '选择照片'}
          </label>
        </span>
        <ul class="wants" aria-label="照片要求">
          {wanted.map((text) => (
            <li key={text}>
              <span class="sr-only">要:</span>
              {text}
            </li>
          ))}
          {unwanted.map((text) => (
            <li key={text} data-not>
              <span class="sr-only">不要:</span>
              {text}
            </li>
          ))}
        </ul>
      </div>
      <input class="ds-input" {...describe(props)} type="file" accept="image/jpeg,image/png" />
      <input type="hidden" name="cropX" />
      <input type="hidden" name="cropY" />
      <input type="hidden" name="cropWidth" />
      <input type="hidden" name="cropHeight" />
    </div>
  );
}
