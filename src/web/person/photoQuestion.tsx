import type { UploadedPhoto } from '../../actions/application/savePhoto.ts';
import type { OwnApplication } from '../../actions/application/viewOwnApplication.ts';
import { photoAdviceWords } from '../../domain/vocabulary/photoAdviceTexts.ts';
import { type FieldError, findError } from '../shared/formPage.tsx';
import type { Form } from '../shared/forms.ts';
import { Notice } from '../shared/notice.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { PhotoField } from '../shared/photoField.tsx';

const wanted = ['近6个月免冠正面照', '白色或浅色背景', '五官清晰、光线均匀', 'JPEG 或 PNG 格式,不超过5MB'];
const unwanted = ['戴帽子、墨镜', '翻拍、截图、美颜', '侧面照、合影'];

/** The address of the photo kept; the id makes a new photo a new address. */
export function photoHref({ row, photo }: OwnApplication): string | undefined {
  return photo === undefined ? undefined : withQuery(paths.person.applicationPhoto(row.id), { v: photo.id });
}

/** 个人照片, with advice about the one that is there. */
export function PhotoQuestion({ view, errors }: { view: OwnApplication; errors: readonly FieldError[] }) {
  const advice = photoAdviceWords(view.photo?.findings ?? []);
  return (
    <>
      <PhotoField
        name="photo"
        label="个人照片"
        required
        hint="照片会印在执业证书上。"
        error={findError(errors, 'photo')}
        currentHref={photoHref(view)}
        wanted={wanted}
        unwanted={unwanted}
        width={358}
        height={441}
        maxBytes={5 * 1024 * 1024}
      />
      {advice.length > 0 && (
        <Notice tone="warning" title="照片建议">
          <ul>
            {advice.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
          <p>这只是建议,您可以继续;是否合格由审核人员判断。</p>
        </Notice>
      )}
    </>
  );
}

/** What was cut out in the browser; undefined without a script, or when the numbers are not all there. */
export function cropOf(form: Form): UploadedPhoto['crop'] {
  const [x, y, width, height] = ['cropX', 'cropY', 'cropWidth', 'cropHeight'].map((name) => {
    const text = form.text(name);
    return text === '' ? Number.NaN : Number(text);
  });
  const given = [x, y, width, height].every((number) => number !== undefined && !Number.isNaN(number));
  return given ? { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 } : undefined;
}
