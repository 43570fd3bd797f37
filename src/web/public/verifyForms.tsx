import { SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { describe, FieldFrame } from '../shared/fieldFrame.tsx';
import { TextField } from '../shared/fields.tsx';
import { ErrorSummary, type FieldError, findError } from '../shared/formPage.tsx';
import { paths } from '../shared/paths.ts';

interface Props {
  readonly typed: string;
  readonly errors: readonly FieldError[];
}

/** The three ways to check: scan, choose a picture, type. The first needs a camera and a script, the others nothing. */
export function VerifyForms({ typed, errors }: Props) {
  return (
    <>
      <ErrorSummary errors={errors} />
      <div class="checks">
        <Scan />
        <File errors={errors} />
        <Typed typed={typed} errors={errors} />
      </div>
    </>
  );
}

function Scan() {
  return (
    <Card title="扫码">
      <div data-camera hidden>
        <div class="viewfinder" data-frame hidden>
          <video aria-label="摄像头画面" muted playsInline />
        </div>
        <button type="button" class="ds-button" data-variant="primary">
          打开摄像头扫码
        </button>
        <p class="quiet small" role="status" />
      </div>
      <p class="quiet small">
        也可以直接用手机的相机扫描亮照上的二维码,会打开本网站的查验结果。画面只在您的设备上识别。
      </p>
    </Card>
  );
}

function File({ errors }: Pick<Props, 'errors'>) {
  const field = {
    name: 'file',
    label: '照片或文件',
    hint: '二维码的照片、截图(JPEG、PNG),或电子证照文本文件,5MB以内',
    error: findError(errors, 'file'),
  };
  return (
    <Card title="选择图片">
      <form class="form" method="post" action={paths.verify} encType="multipart/form-data" data-check-file noValidate>
        <input type="hidden" name="text" value="" />
        <FieldFrame {...field}>
          <input class="ds-input" {...describe(field)} type="file" accept="image/jpeg,image/png,text/plain,.txt" />
        </FieldFrame>
        <SubmitRow main="识别并查验" />
      </form>
    </Card>
  );
}

function Typed({ typed, errors }: Props) {
  return (
    <Card title="输入查验码">
      <form class="form" method="get" action={paths.verify} noValidate>
        <TextField
          name="code"
          label="查验码"
          value={typed}
          error={findError(errors, 'code')}
          required
          autocomplete="off"
          hint="印在证照上的16位字母和数字,空格和横线可以不输入"
        />
        <SubmitRow main="查验" next="结果来自注册信息库,以查验当时为准。" />
      </form>
    </Card>
  );
}
