/** Finds the text of a code in a picture of a camera or a file; undefined when there is none. */
type Reader = (source: HTMLVideoElement | Picture) => Promise<string | undefined>;
type Picture = HTMLImageElement | ImageBitmap;

/** What some browsers have of their own. */
interface Detector {
  detect(source: HTMLVideoElement | Picture): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorMaker {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** Longest sides in which a picture is looked through; a camera gives no more. */
const sides = [1280, 720] as const;
const millisecondsBetweenLooks = 120;

let reader: Promise<Reader> | undefined;

/** The browser's own reader where it has one; else one of ours, which is loaded only now. */
function openReader(): Promise<Reader> {
  reader ??= ownReader().then((own) => own ?? loadedReader());
  return reader;
}

async function ownReader(): Promise<Reader | undefined> {
  if (!('BarcodeDetector' in window)) return undefined;
  const { BarcodeDetector: Maker } = window as unknown as { readonly BarcodeDetector: DetectorMaker };
  if (!(await Maker.getSupportedFormats()).includes('qr_code')) return undefined;
  const detector = new Maker({ formats: ['qr_code'] });
  return async (source) => (await detector.detect(source))[0]?.rawValue;
}

async function loadedReader(): Promise<Reader> {
  const { readQr } = await import('./qrDecode.ts');
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  return async (source) => {
    const [width, height] =
      source instanceof HTMLVideoElement ? [source.videoWidth, source.videoHeight] : [source.width, source.height];
    if (!pen || width === 0 || height === 0) return undefined;
    for (const side of sides) {
      const scale = Math.min(1, side / Math.max(width, height));
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(source, 0, 0, canvas.width, canvas.height);
      const text = readQr(pen.getImageData(0, 0, canvas.width, canvas.height));
      if (text !== undefined) return text;
    }
    return undefined;
  };
}

/** The text of the code on a picture; undefined when there is none, or it is no picture this browser can open. */
export async function readPicture(file: Blob): Promise<string | undefined> {
  const read = await openReader();
  let picture: Picture;
  try {
    picture = await openPicture(file);
  } catch {
    // Whatever it is: the server may know more kinds of files.
    return undefined;
  }
  try {
    return await read(picture);
  } finally {
    if ('close' in picture) picture.close();
  }
}

async function openPicture(file: Blob): Promise<Picture> {
  if ('createImageBitmap' in window) return createImageBitmap(file);
  // Safari before 15; a page whose policy allows no such image is answered as by a file that is none.
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await image.decode();
  } finally {
    URL.revokeObjectURL(image.src);
  }
  return image;
}

export interface Watching {
  stop(): void;
}

/**
 * Shows what the camera sees and tells the first code in it, once. Rejects as `getUserMedia` does when the camera is refused or missing.
 */
export async function watchCamera(video: HTMLVideoElement, found: (text: string) => void): Promise<Watching> {
  const wanted = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  let stopped = false;
  let timer = 0;
  const stop = () => {
    stopped = true;
    window.clearTimeout(timer);
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  video.srcObject = stream;
  video.muted = true;
  video.setAttribute('playsinline', '');
  try {
    await video.play();
    const read = await openReader();
    const look = async () => {
      const text = await read(video);
      if (stopped) return;
      if (text === undefined) timer = window.setTimeout(() => void look(), millisecondsBetweenLooks);
      else {
        stop();
        found(text);
      }
    };
    // Not at once: whoever is told of a code must have the watching in hand to end it.
    timer = window.setTimeout(() => void look());
  } catch (error) {
    stop();
    throw error;
  }
  return { stop };
}

export function hasCamera(): boolean {
  return 'mediaDevices' in navigator && typeof navigator.mediaDevices.getUserMedia === 'function';
}
