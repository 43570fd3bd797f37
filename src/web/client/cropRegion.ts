import type { Region } from './photoAdvice.ts';

export interface Size {
  width: number;
  height: number;
}

/** Where the cut lies: zoom 1 takes as much of the picture as fits; x and y are 0 (left, top) to 1 (right, bottom). */
export interface Crop {
  zoom: number;
  x: number;
  y: number;
}

export const largestZoom = 4;

/** The largest region of the wanted shape, made smaller by the zoom and moved by x and y; in pixels of the picture. */
export function regionOf(picture: Size, shape: Size, crop: Crop): Region {
  const fit = Math.min(picture.width / shape.width, picture.height / shape.height);
  const width = (shape.width * fit) / crop.zoom;
  const height = (shape.height * fit) / crop.zoom;
  return { x: (picture.width - width) * crop.x, y: (picture.height - height) * crop.y, width, height };
}

/** Moves by pixels of the picture and stays inside it. */
export function moved(crop: Crop, picture: Size, shape: Size, dx: number, dy: number): Crop {
  const { width, height } = regionOf(picture, shape, crop);
  return {
    zoom: crop.zoom,
    x: clamp(crop.x + share(dx, picture.width - width), 0, 1),
    y: clamp(crop.y + share(dy, picture.height - height), 0, 1),
  };
}

export function zoomed(crop: Crop, factor: number): Crop {
  return { ...crop, zoom: clamp(crop.zoom * factor, 1, largestZoom) };
}

/** The region as fractions 0..1 of the picture, as the server wants it. */
export function fractionsOf(picture: Size, region: Region): Region {
  return {
    x: region.x / picture.width,
    y: region.y / picture.height,
    width: region.width / picture.width,
    height: region.height / picture.height,
  };
}

function share(distance: number, room: number): number {
  return room > 0 ? distance / room : 0;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
