export const help = `杏林命令行

用法:npm run xinglin -- <命令> [选项]

  migrate                                  建立或升级数据库
  import authorities|institutions|roster FILE [--dry-run]
                                           导入机关、机构或名册(CSV、XLSX);--dry-run 只预检
  import undo BATCH                        撤销一批导入
  staff add …                              添加机构或机关人员(不带参数可查看用法)
  staff reset LOGIN                        重置一名人员的登录密码和动态验证码
  calendar load FILE                       导入一年的工作日历(JSON)
  backup [FILE]                            备份全部数据和照片(默认 DATA_DIR/backups/);不含数据密钥,请另外保存
  restore FILE                             恢复到空的数据库
  keys list                                数据密钥:编号、生成时间、各加密了多少
  keys rotate                              换用新的数据密钥并重新加密(不必停机;中断后再次运行会接着做)
  keys issuer [rotate | revoke KID]        签发电子证照的密钥:列出、轮换;遗失时吊销(其签过的一律不再认可)
  licences render --all|--region CODE      制作并签章全部有效的执业证书(中断后再次运行会接着做)
  time run                                 处理一遍到期事项(程序每10分钟自动处理;设 XINGLIN_NOW 可以预演)
  ledger verify                            核对注册信息库、事件、台账、已用印的证书、文书和透明日志(含数据库外留存的文件)是否一致
  ledger mend                              恢复旧备份后:把透明日志中多出的条目补记为丢失,日志继续
  database url [--superuser]               数据库地址
  help                                     本说明

选项:
  --json   结果以 JSON 输出(一行),其他信息只写到标准错误
退出码:0 成功;1 失败;2 命令有误。导入时有不通过的行不算失败。`;
