import { focusErrorSummary } from './errorSummary.ts';
import { hasCamera, readPicture, type Watching, watchCamera } from './qrScan.ts';

/** 证照查验: reads a code by the camera or out of a picture on this device, and sends only its text. */
function improveChecks(root: Document): void {
  const form = root.querySelector<HTMLFormElement>('form[data-check-file]');
  const text = form?.querySelector<HTMLInputElement>('input[name=text]');
  if (!form || !text) return;
  const send = (found: string) => {
    text.value = found;
    const file = form.querySelector<HTMLInputElement>('input[type=file]');
    // The picture stays on this device: its text is all that is needed.
    if (file) file.value = '';
    form.submit();
  };
  readFiles(form, send);
  const camera = root.querySelector<HTMLElement>('[data-camera]');
  if (camera && hasCamera()) offerCamera(camera, send);
}

function readFiles(form: HTMLFormElement, send: (text: string) => void): void {
  const input = form.querySelector<HTMLInputElement>('input[type=file]');
  input?.addEventListener('change', () => {
    const file = input.files?.[0];
    if (!file) return;
    // Without a code found here the file is sent by the button, and the server looks once more.
    void readPicture(file).then((found) => found !== undefined && send(found));
  });
}

const faults: Readonly<Record<string, string>> = {
  NotAllowedError: '没有摄像头权限。请在浏览器设置里允许本网站使用摄像头,或选择图片、输入查验码。',
  NotFoundError: '没有找到摄像头。请选择图片,或输入查验码。',
  NotReadableError: '摄像头正被其他程序使用。请关闭后再试,或选择图片、输入查验码。',
};

const closed = '摄像头已关闭';

function offerCamera(panel: HTMLElement, send: (text: string) => void): void {
  const video = panel.querySelector('video');
  const button = panel.querySelector<HTMLButtonElement>('button');
  const status = panel.querySelector<HTMLElement>('[role=status]');
  const frame = panel.querySelector<HTMLElement>('[data-frame]');
  if (!video || !button || !status || !frame) return;
  panel.hidden = false;
  let watching: Watching | undefined;
  const end = (words: string) => {
    watching?.stop();
    watching = undefined;
    frame.hidden = true;
    button.textContent = '打开摄像头扫码';
    status.textContent = words;
  };
  const begin = async () => {
    frame.hidden = false;
    // While the browser asks for permission there is nothing to close, and a second camera would lose the first.
    button.disabled = true;
    button.textContent = '关闭摄像头';
    status.textContent = '请把二维码放进框里';
    try {
      watching = await watchCamera(video, (found) => {
        end('已扫到,正在查验');
        send(found);
      });
      if (document.hidden) end(closed);
    } catch (error) {
      end(faults[error instanceof DOMException ? error.name : ''] ?? '摄像头打不开。请选择图片,或输入查验码。');
    } finally {
      button.disabled = false;
    }
  };
  button.addEventListener('click', () => (frame.hidden ? void begin() : end('')));
  // Nobody is looking any more: the camera is let go.
  document.addEventListener('visibilitychange', () => document.hidden && watching && end(closed));
}

focusErrorSummary(document);
improveChecks(document);
