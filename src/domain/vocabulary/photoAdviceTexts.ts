/** What a person may better about a photo, by finding. Advice: an officer decides, a program does not. */
const texts: Readonly<Record<string, string>> = {
  'photo.backgroundNotWhite': '背景不是白色或浅色,建议换一张。',
  'photo.tooDark': '照片偏暗,看不清五官,建议换一张。',
  'photo.tooBright': '照片偏亮,看不清五官,建议换一张。',
  'photo.lowResolution': '照片不够清晰,建议换一张更大的。',
  'photo.shapeDiffers': '照片的长宽比例与证件照不同,两边或上下已被裁去,请确认头像完整。',
};

/** The words for findings; one nobody knows any more says nothing. */
export function photoAdviceWords(findings: readonly string[]): readonly string[] {
  return findings.flatMap((finding) => (Object.hasOwn(texts, finding) ? [texts[finding] ?? ''] : []));
}
