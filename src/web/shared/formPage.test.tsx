import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { ErrorSummary, errorTitle, FormPage, findError } from './formPage.tsx';

const errors = [
  { field: 'fullName', message: '请填写您的姓名' },
  { field: 'captcha', message: '验证码不正确' },
  { field: '', message: '该身份证号已经注册' },
];

describe('错误汇总', () => {
  it('lists every error at once and leads to each field', () => {
    const html = render(<ErrorSummary errors={errors} />);
    for (const part of [
      'role="alert"',
      'tabindex="-1"',
      '有错误:请改正下面 3 处',
      '<a href="#fullName">请填写您的姓名</a>',
      '<a href="#captcha">验证码不正确</a>',
      '<li>该身份证号已经注册</li>',
    ])
      expect(html).toContain(part);
  });

  it('is not there when nothing is wrong', () => {
    expect(render(<ErrorSummary errors={[]} />)).toBe('');
    expect(errorTitle('注册新账号', [])).toBe('注册新账号');
  });

  it('is told by the title of the page as well', () => {
    expect(errorTitle('注册新账号', errors)).toBe('有错误:注册新账号');
    expect(findError(errors, 'captcha')).toBe('验证码不正确');
    expect(findError(errors, 'email')).toBeUndefined();
  });
});

describe('表单', () => {
  it('leaves checking to the server and says what the star means', () => {
    const html = render(
      <FormPage action="/person/register" starNote>
        <p>…</p>
      </FormPage>,
    );
    expect(html).toContain('novalidate');
    expect(html).toContain('带有星号*的为必填项');
    expect(html).toContain('method="post"');
    expect(html).not.toContain('enctype');
  });

  it('can carry files and keep a draft', () => {
    const html = render(
      <FormPage action="/x" files autosaveHref="/x/draft" savedAt="09:12">
        <p>…</p>
      </FormPage>,
    );
    expect(html).toContain('enctype="multipart/form-data"');
    expect(html).toContain('data-autosave="/x/draft"');
    expect(html).toContain('已保存 09:12');
  });
});
