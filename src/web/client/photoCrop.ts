import { type Crop, fractionsOf, largestZoom, moved, regionOf, type Size, zoomed } from './cropRegion.ts';
import { type Advice, adviseBackground, adviseFile, adviseRegion, type PhotoSpec, type Region } from './photoAdvice.ts';

/** Lets the photograph be cut to shape and says at once what the reviewer would say later. */
export function cropPhotos(root: Document): void {
  if (!('createImageBitmap' in window)) return;
  for (const field of root.querySelectorAll<HTMLElement>('[data-photo]')) {
    const input = field.querySelector<HTMLInputElement>('input[type=file]');
    const spec = specOf(field);
    if (input && spec) new PhotoCrop(field, input, spec);
  }
}

function specOf(field: HTMLElement): PhotoSpec | undefined {
  const [width, height] = (field.dataset.photo ?? '').split(':').map(Number);
  return width && height ? { width, height, maxBytes: Number(field.dataset.maxBytes) } : undefined;
}

class PhotoCrop {
  private crop: Crop = { zoom: 1, x: 0.5, y: 0.5 };
  private picture: ImageBitmap | undefined;
  private fileAdvice: Advice[] = [];
  private readonly panel = element('div', 'crop');
  private readonly canvas = element('canvas');
  private readonly advice = element('ul', 'advice');
  private readonly sliders: Record<keyof Crop, HTMLInputElement>;
  private readonly field: HTMLElement;
  private readonly spec: PhotoSpec;

  constructor(field: HTMLElement, input: HTMLInputElement, spec: PhotoSpec) {
    this.field = field;
    this.spec = spec;
    this.canvas.width = spec.width;
    this.canvas.height = spec.height;
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', '裁剪预览:拖动移动,滚轮缩放,也可用方向键和加减号');
    this.advice.setAttribute('aria-live', 'polite');
    this.sliders = {
      zoom: this.slider('放大', 'zoom', 1, largestZoom),
      x: this.slider('左右', 'x', 0, 1),
      y: this.slider('上下', 'y', 0, 1),
    };
    const labels = Object.values(this.sliders).map((slider) => slider.parentElement ?? slider);
    this.panel.append(this.canvas, ...labels, this.advice);
    this.panel.hidden = true;
    field.append(this.panel);
    input.addEventListener('change', () => void this.open(input.files?.[0]));
    this.listen();
  }

  private slider(label: string, key: keyof Crop, min: number, max: number): HTMLInputElement {
    const slider = element('input');
    slider.type = 'range';
    slider.min = String(min);
    slider.max = String(max);
    slider.step = '0.01';
    slider.addEventListener('input', () => this.change({ ...this.crop, [key]: Number(slider.value) }));
    const frame = element('label');
    frame.append(label, slider);
    return slider;
  }

  private listen(): void {
    let last = { x: 0, y: 0 };
    this.canvas.addEventListener('pointerdown', (event) => {
      this.canvas.setPointerCapture(event.pointerId);
      last = { x: event.clientX, y: event.clientY };
    });
    this.canvas.addEventListener('pointermove', (event) => {
      if (event.buttons !== 1 || !event.isPrimary || !this.picture) return;
      const { width } = regionOf(this.picture, this.spec, this.crop);
      const scale = width / this.canvas.clientWidth;
      this.move((last.x - event.clientX) * scale, (last.y - event.clientY) * scale);
      last = { x: event.clientX, y: event.clientY };
    });
    this.canvas.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.change(zoomed(this.crop, event.deltaY < 0 ? 1.08 : 1 / 1.08));
    });
    this.canvas.addEventListener('keydown', (event) => {
      if (this.press(event.key)) event.preventDefault();
    });
  }

  private press(key: string): boolean {
    const step = (this.picture?.width ?? 0) / 50;
    switch (key) {
      case 'ArrowLeft':
        return this.move(-step, 0);
      case 'ArrowRight':
        return this.move(step, 0);
      case 'ArrowUp':
        return this.move(0, -step);
      case 'ArrowDown':
        return this.move(0, step);
      case '+':
      case '=':
        return this.change(zoomed(this.crop, 1.1));
      case '-':
        return this.change(zoomed(this.crop, 1 / 1.1));
    }
    return false;
  }

  private move(dx: number, dy: number): boolean {
    return this.picture ? this.change(moved(this.crop, this.picture, this.spec, dx, dy)) : false;
  }

  private change(crop: Crop): boolean {
    this.crop = crop;
    this.draw();
    return true;
  }

  private async open(file: File | undefined): Promise<void> {
    this.picture?.close();
    this.picture = undefined;
    this.crop = { zoom: 1, x: 0.5, y: 0.5 };
    this.panel.hidden = !file;
    this.send(undefined);
    if (!file) return;
    this.fileAdvice = adviseFile(file, this.spec);
    try {
      this.picture = await createImageBitmap(file);
    } catch {
      // The file is sent as it is; the server decides and says why.
      this.fileAdvice = [{ good: false, text: '这张照片打不开,请换一张' }];
    }
    this.draw();
  }

  private draw(): void {
    const { picture, spec, canvas } = this;
    canvas.hidden = !picture;
    for (const [key, slider] of Object.entries(this.sliders)) {
      if (key === 'zoom' || key === 'x' || key === 'y') slider.value = String(this.crop[key]);
    }
    if (!picture) {
      this.say(this.fileAdvice);
      return;
    }
    const region = regionOf(picture, spec, this.crop);
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    if (!pen) return;
    pen.drawImage(picture, region.x, region.y, region.width, region.height, 0, 0, spec.width, spec.height);
    this.send(fractionsOf(picture, region));
    this.say([...this.fileAdvice, adviseRegion(region, spec), adviseBackground(upperCorners(pen, spec))]);
  }

  private send(fractions: Region | undefined): void {
    const values = {
      cropX: fractions?.x,
      cropY: fractions?.y,
      cropWidth: fractions?.width,
      cropHeight: fractions?.height,
    };
    for (const [name, value] of Object.entries(values)) {
      const input = this.field.querySelector<HTMLInputElement>(`input[name=${name}]`);
      if (input) input.value = value === undefined ? '' : value.toFixed(5);
    }
  }

  private say(advice: readonly Advice[]): void {
    const lines = advice.map(({ good, text }) => {
      const line = element('li');
      line.textContent = good ? `✓ ${text}` : `注意:${text}`;
      line.toggleAttribute('data-poor', !good);
      return line;
    });
    // A live region is read aloud on every change, so only a changed text is written.
    if (lines.map((line) => line.textContent).join() !== [...this.advice.children].map((c) => c.textContent).join()) {
      this.advice.textContent = '';
      this.advice.append(...lines);
    }
  }
}

function upperCorners(pen: CanvasRenderingContext2D, { width, height }: Size): Uint8ClampedArray {
  const side = Math.round(width / 8);
  const down = Math.round(height / 4);
  const left = pen.getImageData(0, 0, side, down).data;
  const right = pen.getImageData(width - side, 0, side, down).data;
  const both = new Uint8ClampedArray(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, name = ''): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (name) made.className = name;
  return made;
}
