import type { PersonActor } from '../../domain/access/actor.ts';
import { findPersonAccount } from '../../store/accounts.ts';
import { listOwnApplications } from '../application/listOwnApplications.ts';
import { viewCorrections } from '../correction/viewCorrections.ts';
import { listNotices } from '../notice/listNotices.ts';
import { viewOwnHistory } from '../register/viewOwnHistory.ts';
import type { Services } from '../services.ts';
import type { Progress } from '../session/findActor.ts';
import { allPages } from './allPages.ts';
import { listOwnReads } from './listOwnReads.ts';
import { ownEntry } from './ownEntry.ts';
import { ownFile } from './ownFile.ts';

/**
 * Everything the program holds about a person, in their own words, numbers whole (个人信息保护法45: 查阅、复制). Read by the
 * very actions that fill their pages, so that nobody is given here what they could not open there.
 */
export async function ownData(services: Services, actor: PersonActor, progress: Progress): Promise<object> {
  const [account, history, applications, corrections, notices, reads] = await Promise.all([
    services.database.row(findPersonAccount, actor.accountId),
    // Before activation the identity is a claim: the register belongs to whoever proves it.
    viewOwnHistory(services, progress.activated ? actor : { ...actor, physicianId: null }),
    listOwnApplications(services, actor),
    viewCorrections(services, actor),
    allPages((after) => listNotices(services, actor, after).then(({ notices, next }) => ({ rows: notices, next }))),
    allPages((after) =>
      listOwnReads(services, actor, progress, after ?? '').then(({ reads, next }) => ({ rows: reads, next })),
    ),
  ]);
  return {
    说明: '本文件由中医(专长)医师电子化注册系统应本人要求导出,含完整证件号码,请妥善保管。时间为世界协调时(UTC)。',
    导出时间: services.clock.now().toString(),
    账号: account && {
      姓名: account.name,
      证件类型: account.idType,
      证件号码: account.idNumber,
      登录名: account.loginName,
      手机号: account.phone,
      电子邮箱: account.email,
    },
    执业登记: await Promise.all(history.entries.map((each) => ownEntry(services, actor, each))),
    业务申请: await Promise.all(applications.map(({ row }) => ownFile(services, actor, row.id))),
    更正申请: corrections.requests.map((each) => ({
      时间: each.createdAt,
      考核省份: each.provinceName,
      资格证书编码: each.certificateNo,
      说明: each.words,
      答复: each.answer,
    })),
    消息: notices.map(({ at, title, body }) => ({ 时间: at, 标题: title, 内容: body })),
    谁查看过我的信息: reads.map(({ at, organisation, officer, what, reason }) => ({
      时间: at,
      单位: organisation,
      查看人: officer,
      内容: what,
      原因: reason,
    })),
  };
}
