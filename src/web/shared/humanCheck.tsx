import type { HumanCheck as Question } from '../../actions/account/openHumanCheck.ts';
import type { HumanAnswer } from '../../actions/account/passHumanCheck.ts';
import type { CaptchaAddresses } from './captchaPages.ts';
import { EnterSubmits } from './enterSubmits.tsx';
import { type FieldError, findError } from './formPage.tsx';
import type { Form } from './forms.ts';
import { paths } from './paths.ts';
import { PictureCode } from './pictureCode.tsx';

export interface HumanCheckProps {
  readonly question: Question;
  /** Address the form posts to for another picture. */
  readonly refreshHref: string;
  readonly errors: readonly FieldError[];
  /** A browser that runs scripts answers by work in the background, and nobody has to read a picture. */
  readonly unseen?: boolean;
  /** Where its picture and sound lie, when not in the cookie of persons. */
  readonly addresses?: CaptchaAddresses;
}

const ofPersons: CaptchaAddresses = { picture: paths.captcha, sound: paths.captchaSound };

/** 验证码: read, heard, or (unseen) worked out by the script that comes with it. */
export function HumanCheck(props: HumanCheckProps) {
  const { question, refreshHref, errors, unseen = false, addresses = ofPersons } = props;
  const error = findError(errors, 'captcha');
  const field = (
    <>
      <EnterSubmits />
      <PictureCode
        name="captcha"
        required
        imageHref={addresses.picture(question.id)}
        soundHref={addresses.sound(question.id)}
        refreshHref={refreshHref}
        reloadsInPlace
        error={error}
      />
    </>
  );
  const id = <input type="hidden" name="captchaId" value={question.id} />;
  // Whoever has just failed gets the picture: the work may be what went wrong.
  if (!unseen || error !== undefined)
    return (
      <>
        {id}
        {field}
      </>
    );
  return (
    <div data-human-check={question.challenge}>
      {id}
      <input type="hidden" name="captchaProof" value="" />
      <div>{field}</div>
      <p class="hint" role="status" />
      <script type="module" src="/assets/humanCheck.js" />
    </div>
  );
}

/** What the form brings back. */
export function humanAnswer(form: Form): HumanAnswer {
  return { id: form.text('captchaId'), typed: form.text('captcha'), proof: form.text('captchaProof') };
}
