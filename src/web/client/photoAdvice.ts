export interface Advice {
  good: boolean;
  text: string;
}

export interface PhotoSpec {
  width: number;
  height: number;
  maxBytes: number;
}

export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

const accepted = ['image/jpeg', 'image/png'];
/** Mean lightness (0..255) of the two upper corners from which a background passes as white or very light. */
const lightEnough = 200;

/** What the file alone tells. */
export function adviseFile(file: Pick<File, 'type' | 'size'>, spec: PhotoSpec): Advice[] {
  const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
  return [
    accepted.includes(file.type)
      ? { good: true, text: '文件格式合适' }
      : { good: false, text: '请用 JPG 或 PNG 格式的照片' },
    file.size <= spec.maxBytes
      ? { good: true, text: '文件大小合适' }
      : { good: false, text: `照片有 ${megabytes(file.size)} MB,请不要超过 ${megabytes(spec.maxBytes)} MB` },
  ];
}

/** What the chosen part of the picture tells; `region` in pixels of the picture. */
export function adviseRegion(region: Region, spec: PhotoSpec): Advice {
  return region.width >= spec.width && region.height >= spec.height
    ? { good: true, text: '清晰度足够' }
    : { good: false, text: `裁剪后不足 ${spec.width}×${spec.height} 像素,可能不清楚,请缩小裁剪或换一张` };
}

/** `pixels` is RGBA of the upper corners, where only background should be. */
export function adviseBackground(pixels: Uint8ClampedArray): Advice {
  return lightness(pixels) >= lightEnough
    ? { good: true, text: '背景为浅色' }
    : { good: false, text: '背景看起来偏暗,请用白色或浅色背景' };
}

function lightness(pixels: Uint8ClampedArray): number {
  let sum = 0;
  for (let at = 0; at + 2 < pixels.length; at += 4) {
    sum += 0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
  }
  return pixels.length === 0 ? 255 : sum / (pixels.length / 4);
}
