interface Institution {
  id: string;
  name: string;
  region: string;
  type: string;
  number: string;
}

const pauseMilliseconds = 300;

/** Searches while the name is typed and puts what is found under the box as the same radio list the server makes. */
export function searchInstitutions(root: Document): void {
  for (const picker of root.querySelectorAll<HTMLElement>('[data-institutions]')) {
    const box = picker.querySelector<HTMLInputElement>('input[type=search]');
    const button = picker.querySelector('button');
    const results = picker.querySelector<HTMLElement>('[data-results]');
    const status = picker.querySelector<HTMLElement>('[data-found]');
    if (!box || !button || !results || !status) continue;
    enhance({ picker, box, button, results, status });
  }
}

interface Picker {
  picker: HTMLElement;
  box: HTMLInputElement;
  button: HTMLButtonElement;
  results: HTMLElement;
  status: HTMLElement;
}

function enhance({ picker, box, button, results, status }: Picker): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let request = new AbortController();

  const search = async () => {
    clearTimeout(timer);
    request.abort();
    const words = box.value.trim();
    if (words === '') return;
    request = new AbortController();
    const { signal } = request;
    status.textContent = '正在查找……';
    try {
      const found = await fetchInstitutions(picker.dataset.institutions ?? '', words, signal);
      show(results, picker.dataset.field ?? '', found);
      status.textContent =
        found.length === 0 ? '没有找到符合的机构,请换一个词再查' : `找到 ${found.length} 家机构,请选择`;
    } catch {
      // A newer search has taken over; only a real failure is worth a word.
      if (!signal.aborted) status.textContent = '暂时查不到,请点【查找机构】再试';
    }
  };

  box.addEventListener('input', (event) => {
    // Pinyin being composed is not yet a word.
    if (event instanceof InputEvent && event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(search, pauseMilliseconds);
  });
  box.addEventListener('compositionend', () => {
    clearTimeout(timer);
    timer = setTimeout(search, pauseMilliseconds);
  });
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    void search();
  });
  button.addEventListener('click', (event) => {
    // After a failure the plain way is left open.
    if (status.textContent?.startsWith('暂时')) return;
    event.preventDefault();
    void search();
  });
}

async function fetchInstitutions(endpoint: string, words: string, signal: AbortSignal): Promise<Institution[]> {
  const address = new URL(endpoint, location.href);
  address.searchParams.set('q', words);
  const response = await fetch(address, { signal, headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`institution search answered ${response.status}`);
  return response.json();
}

/** The chosen one stays on top, as on the server's page. */
function show(results: HTMLElement, field: string, found: readonly Institution[]): void {
  const chosen = results.querySelector<HTMLInputElement>('input:checked');
  const kept = chosen?.closest('label');
  const others = found.filter(({ id }) => id !== chosen?.value).map((institution) => choice(field, institution));
  results.textContent = '';
  results.append(...(kept ? [kept] : []), ...others);
}

function choice(field: string, { id, name, region, type, number }: Institution): HTMLLabelElement {
  const input = document.createElement('input');
  input.className = 'ds-input';
  input.type = 'radio';
  input.name = field;
  input.value = id;
  const small = element('small');
  small.append(element('span', region), ' ', element('span', type), ' ', element('span', `登记号 ${number}`));
  const words = element('span');
  words.className = 'choice-text';
  words.append(element('strong', name), small);
  const label = document.createElement('label');
  label.className = 'choice';
  label.append(input, words);
  return label;
}

function element(tag: 'span' | 'small' | 'strong', text = ''): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
