import { describedBy, ErrorText, type FieldProps, Hint, Star } from './fieldFrame.tsx';

export interface InstitutionChoice {
  id: string;
  name: string;
  region: string;
  type: string;
  /** 登记号 */
  number: string;
}

export interface InstitutionPickerProps extends FieldProps {
  query?: string | undefined;
  /** Where 查找机构 sends the form; the page comes back with `results` and every answer kept. */
  searchHref: string;
  searchMethod?: 'get' | 'post' | undefined;
  /** Address that answers `?q=` with a JSON list of InstitutionChoice; used by the `person` bundle. */
  endpoint?: string | undefined;
  /** Undefined before the first search. */
  results?: readonly InstitutionChoice[] | undefined;
  selected?: InstitutionChoice | undefined;
  notFoundHref?: string | undefined;
}

/** Search box and found institutions in one field. The search words are sent as `institutionQuery`. */
export function InstitutionPicker(props: InstitutionPickerProps) {
  const { name, label, required, hint, error, query, searchHref, searchMethod, endpoint, notFoundHref } = props;
  const described = { name, hint: hint ?? '可输入机构名称、所在地区或登记号', error };
  return (
    <fieldset
      class="field picker"
      aria-describedby={describedBy(described)}
      data-invalid={error ? '' : undefined}
      data-institutions={endpoint}
      data-field={name}
    >
      <legend>
        {label} <Star required={required} />
      </legend>
      <Hint {...described} />
      <ErrorText {...described} />
      <div class="affix">
        <input
          class="ds-input"
          type="search"
          id={name}
          name="institutionQuery"
          value={query ?? ''}
          aria-label="查找机构:名称、地区或登记号"
          aria-invalid={error ? 'true' : undefined}
          autocomplete="off"
        />
        <button
          type="submit"
          class="ds-button"
          data-variant="secondary"
          name="step"
          value="search"
          formaction={searchHref}
          formmethod={searchMethod}
        >
          查找机构
        </button>
      </div>
      <InstitutionList {...props} />
      {notFoundHref && (
        <p class="hint after">
          <a href={notFoundHref}>找不到机构?</a>
        </p>
      )}
    </fieldset>
  );
}

function InstitutionList({ name, results, selected }: InstitutionPickerProps) {
  const others = (results ?? []).filter((found) => found.id !== selected?.id);
  const shown = selected ? [selected, ...others] : others;
  return (
    <div class="found">
      <p class="quiet" role="status" data-found>
        {results !== undefined &&
          (results.length === 0 ? '没有找到符合的机构,请换一个词再查' : `找到 ${results.length} 家机构,请选择`)}
      </p>
      <div data-results>
        {shown.map((institution) => (
          <label class="choice" key={institution.id}>
            <input
              class="ds-input"
              type="radio"
              name={name}
              value={institution.id}
              checked={institution.id === selected?.id}
            />
            <span class="choice-text">
              <strong>{institution.name}</strong>
              <small>
                <span>{institution.region}</span> <span>{institution.type}</span>{' '}
                <span>登记号 {institution.number}</span>
              </small>
            </span>
          </label>
        ))}
      </div>
    </div>
  );
}
