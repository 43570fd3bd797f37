import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { CheckboxField, RadioGroup } from './choices.tsx';
import { DateField, PasswordField, SelectField, TextArea, TextField } from './fields.tsx';

describe('输入框', () => {
  it('ties label, hint and error to the control by the name of the field', () => {
    const html = render(
      <TextField name="idNumber" label="身份证号" required value="3301" hint="18 位" error="身份证号不正确" />,
    );
    for (const part of [
      '<label for="idNumber">',
      'id="idNumber"',
      'aria-describedby="idNumber-hint idNumber-error"',
      'id="idNumber-hint"',
      'id="idNumber-error"',
      'aria-invalid="true"',
      'required',
      'aria-hidden="true">*</span>',
    ])
      expect(html).toContain(part);
  });

  it('says nothing of errors where there is none', () => {
    const html = render(<TextField name="email" label="电子邮箱" />);
    expect(html).not.toContain('aria-describedby');
    expect(html).not.toContain('aria-invalid');
    expect(html).not.toContain('required');
    expect(html).not.toContain('>*<');
  });

  it('shows hostile text as text', () => {
    const hostile = `"><script>alert('1')</script>`;
    const html = render(
      <>
        <TextField name="a" label={hostile} value={hostile} hint={hostile} error={hostile} />
        <TextArea name="b" label="变更理由" value={hostile} />
      </>,
    );
    expect(html).not.toContain('<script');
    expect(html).not.toContain('value=""><');
  });

  it('says the limit of a long text together with the hint, and does not cut it off', () => {
    const html = render(<TextArea name="reason" label="变更理由" hint="请如实填写" maxLength={200} />);
    expect(html).toContain('请如实填写 最多 200 字');
    expect(html).toContain('aria-describedby="reason-hint"');
    expect(html).not.toContain('maxlength');
  });

  it('never sends a password back to the page', () => {
    const html = render(<PasswordField name="password" label="登录密码" autocomplete="new-password" />);
    expect(html).toContain('type="password"');
    expect(html).not.toContain('value=');
  });

  it('keeps the chosen entry and the chosen date', () => {
    const options = [
      { value: 'a', label: '甲' },
      { value: 'b', label: '乙' },
    ];
    expect(render(<SelectField name="kind" label="业务" options={options} value="b" />)).toMatch(
      /<option selected(="")? value="b">|<option value="b" selected(="")?>/,
    );
    expect(render(<DateField name="from" label="有效期开始时间" value="2026-12-01" />)).toContain('value="2026-12-01"');
  });
});

describe('选项', () => {
  const choices = [
    { value: 'a', label: '离开现执业机构' },
    { value: 'b', label: '暂不执业', refusedBecause: '当前不可选' },
  ];

  it('gives the first choice the id of the field, so that the error summary leads to it', () => {
    const html = render(<RadioGroup name="reason" label="备案理由" choices={choices} error="请选择备案理由" />);
    expect(html.match(/id="reason"/g)).toHaveLength(1);
    expect(html).toContain('id="reason-2"');
    expect(html).toContain('<fieldset class="field" aria-describedby="reason-error"');
  });

  it('shows a choice that cannot be made, with its reason', () => {
    const html = render(<RadioGroup name="reason" label="备案理由" choices={choices} />);
    expect(html).toContain('disabled');
    expect(html).toContain('当前不可选');
  });

  it('ties the error to a single box', () => {
    const html = render(<CheckboxField name="agree" label="我同意隐私政策" required error="请勾选" />);
    expect(html).toContain('aria-describedby="agree-error"');
    expect(html).toContain('id="agree-error"');
  });
});
