import type { Challenge } from 'altcha-lib';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

/** The picture code gives way to work in the background, where the browser can do it; a form sent earlier waits for it. */
function answerByWork(check: HTMLElement): void {
  const field = check.querySelector('div');
  const status = check.querySelector('p[role=status]');
  const proof = check.querySelector<HTMLInputElement>('input[name=captchaProof]');
  const form = check.closest('form');
  // Without https a browser keeps its cryptography to itself: the picture stays.
  if (!field || !status || !proof || !form || crypto.subtle === undefined) return;
  const challenge = JSON.parse(check.dataset.humanCheck ?? '') as Challenge;
  let held: SubmitEvent | undefined;
  const hold = (event: SubmitEvent) => {
    event.preventDefault();
    held = event;
  };
  const showPicture = () => {
    field.hidden = false;
    status.textContent = '';
    form.removeEventListener('submit', hold);
  };
  field.hidden = true;
  status.textContent = '正在自动进行人机验证,不用输入验证码…';
  form.addEventListener('submit', hold);
  solveChallenge({ challenge, deriveKey }).then((solution) => {
    if (solution === null) return showPicture();
    proof.value = btoa(JSON.stringify({ challenge, solution }));
    status.textContent = '人机验证已完成,不用输入验证码。';
    form.removeEventListener('submit', hold);
    if (held !== undefined) (held.submitter ?? sendingButton(form, check))?.click();
  }, showPicture);
}

/** Older browsers neither say which button was pressed nor can be asked to submit. Those of the check only show another picture. */
function sendingButton(form: HTMLFormElement, check: HTMLElement): HTMLElement | undefined {
  const buttons = Array.from(form.querySelectorAll('button'));
  return buttons.find((button) => button.type === 'submit' && !check.contains(button));
}

for (const check of document.querySelectorAll<HTMLElement>('[data-human-check]')) answerByWork(check);
