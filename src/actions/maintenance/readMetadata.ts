import { z } from 'zod';

const record = z.object({ 日期: z.string(), 内容: z.string() });
const metadataForm = z.object({
  证照标识: z.string(),
  证照编号: z.string(),
  版本号: z.number(),
  证照颁发日期: z.string(),
  证照状态: z.string(),
  照面信息: z.object({
    执业证书编码: z.string(),
    中医药技术方法: z.string(),
    治疗病证的范围: z.string(),
    发证日期: z.string(),
  }),
  变更记录: z.array(record),
  多执业机构备案记录: z.array(record),
  透明日志: z.object({ 序号: z.number(), 收录证明: z.object({ origin: z.string(), leaf: z.string() }) }).nullable(),
  查验: z.object({ 查验码: z.string() }),
});

/** Of 证照元数据 what the register can be asked about. */
export type SaidByMetadata = z.infer<typeof metadataForm>;

/** Undefined for what is none. */
export function readMetadata(text: string): SaidByMetadata | undefined {
  try {
    return metadataForm.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
