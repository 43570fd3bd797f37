import type { PersonActor } from '../../domain/access/actor.ts';
import { liveViews } from '../../domain/issuing/liveView.ts';
import { registerEventWords } from '../../domain/register/eventWords.ts';
import { viewWallets } from '../credential/walletLicences.ts';
import { viewShares } from '../licence/viewShares.ts';
import type { OwnEntryHistory } from '../register/viewOwnHistory.ts';
import type { Services } from '../services.ts';

/** One registration, all that happened to it, and where its licence has gone. */
export async function ownEntry(
  services: Services,
  actor: PersonActor,
  { entry, events, sites }: OwnEntryHistory,
): Promise<object> {
  return {
    姓名: entry.name,
    性别: entry.sex === 'male' ? '男' : '女',
    出生日期: entry.birthDate,
    资格证书编码: entry.certificateNo,
    执业证书编码: entry.licenceNo,
    执业地点: entry.provinceName,
    主要执业机构: entry.institution,
    技术方法: entry.techniques,
    病证范围: entry.conditions,
    发证机关: entry.authority,
    发证日期: entry.registeredOn,
    经过: events.map(({ at, event }) => ({ 时间: at, 事项: registerEventWords(event) })),
    多机构备案: sites.map(({ institution, from, until }) => ({ 机构: institution, 自: from, 至: until })),
    ...(await givenAway(services, actor, entry.id)),
  };
}

/** Where a licence has gone: links, with how often each was opened, and wallets. */
async function givenAway(services: Services, actor: PersonActor, entryId: string): Promise<object> {
  const [shown, wallets] = await Promise.all([
    viewShares(services, actor, entryId),
    viewWallets(services, actor, entryId),
  ]);
  return {
    分享链接: shown?.shares.map(({ view, note, createdAt, expiresAt, stoppedAt, opened, lastOpenedAt }) => ({
      给谁看: liveViews[view].title,
      备注: note,
      时间: createdAt,
      有效至: expiresAt,
      停止分享: stoppedAt,
      打开次数: opened,
      最近打开: lastOpenedAt,
    })),
    数字钱包: wallets?.inWallets.map(({ copies, issuedAt, expiresAt, revokedAt }) => ({
      存入: issuedAt,
      份数: copies,
      有效至: expiresAt,
      停用: revokedAt,
    })),
  };
}
