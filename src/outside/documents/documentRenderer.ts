import type { LetterText } from '../../domain/procedure/letters.ts';
import type { LicenceContent } from '../../domain/register/licenceContent.ts';

/** One cell of a form. `value` may be long and have line breaks; an empty one leaves room to write. */
export interface FormRow {
  readonly label: string;
  readonly value: string;
  /** Takes the whole line. */
  readonly wide?: boolean;
}

/** The application form of any kind, e.g. 《中医（专长）医师执业注册申请审核表》. Texts are ready to print; masking is the caller's. */
export interface ApplicationFormData {
  readonly title: string;
  readonly number: string;
  /** Prints 「草稿」 across the page. */
  readonly draft: boolean;
  readonly printedAt: string;
  /** JPEG or PNG; it stands beside the first section. */
  readonly photo: Uint8Array | null;
  readonly sections: readonly { readonly title: string; readonly rows: readonly FormRow[] }[];
  readonly declaration: string;
  readonly opinions: readonly {
    readonly title: string;
    readonly lines: readonly { readonly label: string; readonly value: string }[];
    /** Prints a line to sign and the place of the seal. */
    readonly signature: boolean;
  }[];
  /** Short remark after 「本表由系统生成」; empty for none. */
  readonly footer: string;
}

/** 中医（专长）医师执业证书, front and back. */
export interface LicenceData extends LicenceContent {
  /** 电子证照标识 */
  readonly identifier: string;
  /** The address for checking as a QR code, an SVG of ours. */
  readonly qr: string;
  /** JPEG or PNG. */
  readonly photo: Uint8Array | null;
  /** Where the transparency log has this version; null where it is not printed. */
  readonly inclusion: { readonly index: number } | null;
  /** Marks the paper as 「测试样例」: its seal proves nothing. */
  readonly sample: boolean;
}

/** A letter of an authority: notice, decision, publication; what the rules say of it, with its number. */
export interface LetterData extends Omit<LetterText, 'kind'> {
  readonly number: string;
  readonly photo: null;
  /** `sample`: 「测试样例」, its seal proves nothing; `unsealed`: 「尚未用印」, to be read until it has its seal. */
  readonly mark: 'none' | 'sample' | 'unsealed';
}

/** 执业情况证明: a signed answer on paper. */
export interface ReceiptData {
  readonly number: string;
  readonly madeAt: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  readonly notes: readonly string[];
  readonly address: string;
  /** A QR code of the address as SVG. */
  readonly qr: string;
  /** Marks the paper as one of the demonstration. */
  readonly sample: boolean;
  readonly photo: null;
}

export interface TemplateData {
  readonly letter: LetterData;
  readonly receipt: ReceiptData;
  readonly applicationForm: ApplicationFormData;
  readonly licence: LicenceData;
}

export interface DocumentRenderer {
  /**
   * A PDF without script, form or action, all fonts embedded; the same data gives the same bytes.
   *
   * Characters no font can draw (生僻字): the application form is still printed, with a note asking to write them by hand;
   * a licence or a receipt is refused, because it must not name anybody by an empty box.
   *
   * @throws UncoveredCharacters for a licence or a receipt @throws Busy when too many wait
   */
  pdf<T extends keyof TemplateData>(template: T, data: TemplateData[T]): Promise<Uint8Array>;
}

/** The fonts lack these characters; the operator adds a folder with a font that has them. */
export class UncoveredCharacters extends Error {
  override readonly name = 'UncoveredCharacters';
  readonly characters: readonly string[];

  constructor(characters: readonly string[]) {
    // Code points, not the characters: a log in another encoding would lose exactly these.
    const points = characters.map((character) => `U+${character.codePointAt(0)?.toString(16).toUpperCase()}`);
    super(`no font has ${points.join(' ')}`);
    this.characters = characters;
  }
}
