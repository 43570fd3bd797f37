import type { DemoAccount, DemoPeople } from './demoAccounts.ts';

const ends = [
  { end: 'person', title: '医师电子化注册—个人端入口', path: '/person/sign-in' },
  { end: 'institution', title: '机构端入口', path: '/institution/sign-in' },
  { end: 'authority', title: '主管部门端入口', path: '/authority/sign-in' },
] as const;

/** Han characters fill two columns of a terminal. */
function padded(text: string, columns: number): string {
  const width = [...text].reduce((sum, character) => sum + (/[\u2e80-\u{3ffff}]/u.test(character) ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, columns - width));
}

/** What whoever started the program needs next: where to go, and in the demonstration as whom. */
export function printEntrances(publicUrl: string, { accounts, newcomers }: DemoPeople): void {
  const lines = [
    '',
    `杏林已启动:${publicUrl}/`,
    `社会公示:${publicUrl}/lookup(医师查询)  ${publicUrl}/verify(证照查验)`,
  ];
  for (const { end, title, path } of ends) {
    lines.push('', `${title}  ${publicUrl}${path}`);
    for (const account of accounts.filter((each) => each.end === end)) lines.push(accountLine(account));
  }
  if (newcomers.length > 0) {
    lines.push('', `可用于注册新账号的名册人员  ${publicUrl}/person/register`);
    for (const { name, idNumber, certificateNo } of newcomers) {
      lines.push(`  ${padded(name, 10)}身份证号 ${idNumber}  资格证书编码 ${certificateNo}`);
    }
    lines.push('', '试用路线:李时中(lishizhong)办理执业注册,选岳麓区麓山中医门诊部 → 该机构 clerk-427 审核 → ');
    lines.push('  岳麓区卫生健康局 officer-430104 受理 → decider-430104 决定。以上各登录名的密码见上表。');
    lines.push('', `演示环境:短信验证码和邮件请看 ${publicUrl}/outbox`);
    lines.push('  机构端和主管部门端登录还须填写动态验证码:现在的动态验证码也在 /outbox;');
    lines.push('  或者把上面的动态码密钥输入任何一个身份验证器(TOTP)。');
  }
  console.log(`${lines.join('\n')}\n`);
}

function accountLine({ login, password, totpSecret, role, organisation, name }: DemoAccount): string {
  const second = totpSecret === undefined ? '' : `  动态码密钥 ${totpSecret}`;
  return `  ${padded(login, 18)}${padded(password, 21)}${padded(role, 18)}${padded(name, 10)}${organisation}${second}`;
}
