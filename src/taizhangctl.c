/* taizhangctl.c: the operator's command line: taizhangctl [--config FILE] COMMAND … */
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/err.h"
#include "ctl/ctl.h"
#include "ctl/notice_parse.h"
#include "ctl/rights.h"
#include "store/audit.h"
#include "store/guard.h"

enum { EXIT_USAGE = 2 };

static const struct {
    const char *name, *usage;
    CtlCommand run;
} commands[] = {
    { "migrate", "migrate                                   数据库结构升级到最新", ctl_migrate },
    { "check", "check                                     核对数据库设置和账号权限", ctl_check },
    { "units", "units FILE                                载入单位（seeds/units.tsv 的格式）", ctl_units },
    { "import", "import FILE --plan CODE --year YEAR       导入印发的文件，可重复执行", ctl_import },
    { "assign", "assign PLAN NUMBER UNIT                   为未列明牵头单位的任务指定牵头单位", ctl_assign },
    { "period", "period PLAN CODE open|plan --opens DATE --due 'DATE HH:MM'  设置报送期", ctl_period },
    { "seal", "seal [--once | --loop]                    封存变更记录，签发检查点", ctl_seal },
    { "seal-key", "seal-key                                  打印检查点的公钥（交审计员保存）",
      ctl_seal_key },
    { "verify",
      "verify [--pubkey KEY] [--checkpoint FILE]… [--json]  核验变更记录（0 无异常，1 有异常，2 未能核验）",
      ctl_verify },
    { "epoch", "epoch --reason WORDS --auditor NAME --admin NAME  灾难恢复后重新起算封存", ctl_epoch },
    { "proof", "proof NUMBER | --growth SIZE              一条记录的证明；检查点之间的衔接证明", ctl_proof },
    { "jobs", "jobs [--loop]                             写出排队的导出文件", ctl_jobs },
    { "sync-directory",
      "sync-directory [--once | --loop [--every SECONDS]]  按统一身份认证核对已登录人员的权限",
      ctl_sync_directory },
    { "calendar",
      "calendar FILE                             载入工作日安排（seeds/calendar-2023.tsv 的格式）",
      ctl_calendar },
    { "thresholds", "thresholds PLAN --green PCT --yellow PCT --red-days N  设置亮灯规则", ctl_thresholds },
    { "score",
      "score PLAN [--on-time N --late N --green N --yellow N --return N --least N]  查看、设置通报的得分办法",
      ctl_score },
    { "spot-share", "spot-share PLAN PERCENT                   设置抽查复核的比例（0 为不抽查）",
      ctl_spot_share },
    { "sweep", "sweep [--now 'DATE HH:MM']                按时间开放、截止、冻结报送期，可重复执行",
      ctl_sweep },
    { "digest", "digest [--now 'DATE HH:MM']               生成当天的每日提醒，可重复执行", ctl_digest },
    { "mail", "mail [--now 'DATE HH:MM']                 发送排队的提醒邮件，可重复执行", ctl_mail },
    { "files", "files [--sweep] [--verify]                核对佐证材料，清理无主文件（1 有异常）",
      ctl_files },
    { "freeze", "freeze PLAN CODE                          冻结已截止的报送期", ctl_freeze },
};

static int usage(void)
{
    fprintf(stderr, "taizhangctl [--config FILE] COMMAND\n\n");
    fprintf(stderr,
            "  notice-parse FILE [--targets]             读取文件，打印任务或量化目标（不需要数据库）\n");
    fprintf(stderr,
            "  rights                                    打印每个地址和角色的权限表（不需要数据库）\n");
    fprintf(stderr, "  proof --check FILE --pubkey KEY           核对一条记录的证明（不需要数据库）\n"
                    "  witness --folder FOLDER …                 见证：核对并加签检查点（不需要数据库）\n");
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        fprintf(stderr, "  %s\n", commands[i].usage);
    return EXIT_USAGE;
}

static CtlCommand find_command(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return commands[i].run;
    return NULL;
}

static const char *operator_name(Mem *mem)
{
    const struct passwd *user = getpwuid(getuid());

    return mem_printf(mem, "命令行（%s）", user == NULL ? "?" : user->pw_name);
}

static bool run(CtlCommand command, const char *config, int argc, char **argv, int *status, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    g_autoptr(Conf) conf = NULL;

    TRY(secret_init() || fail(err, ERR_BROKEN, "no randomness"));
    TRY(conf_read(config, &conf, err));
    clock_shift(conf->clock_shift_seconds);
    audit_use_key(&conf->audit_key);
    g_autoptr(Db) db = db_new(&conf->ctl_db);
    db_check_with(db, guard_check, conf->grants);
    Ctl ctl = { .conf = conf, .db = db, .mem = mem, .now_us = clock_now_us() };
    ctl.who = (Actor){ .name = operator_name(mem), .unit_name = "", .ip = "", .agent = "taizhangctl" };
    TRY(command(&ctl, argc, argv, err));
    *status = ctl.status;
    return true;
}

int main(int argc, char **argv)
{
    const char *config = "/etc/taizhang/taizhang.conf";
    g_autoptr(GError) error = NULL;

    argc--, argv++;
    if (argc >= 2 && strcmp(argv[0], "--config") == 0) {
        config = argv[1];
        argc -= 2, argv += 2;
    }
    if (argc < 1)
        return usage();
    if (strcmp(argv[0], "notice-parse") == 0)
        return ctl_notice_parse(argc, argv);
    if (strcmp(argv[0], "rights") == 0)
        return ctl_rights();
    if (strcmp(argv[0], "witness") == 0)
        return ctl_witness(argc, argv);
    if (strcmp(argv[0], "proof") == 0 && argc > 1 && strcmp(argv[1], "--check") == 0)
        return ctl_proof_check(argc - 1, argv + 1);
    CtlCommand command = find_command(argv[0]);
    if (command == NULL)
        return usage();
    int status = 0;
    if (run(command, config, argc - 1, argv + 1, &status, &error))
        return status;
    fprintf(stderr, "taizhangctl %s: %s\n", argv[0], error->message);
    /* A verification that could not be made must not look like one that found something. */
    return err_kind(error) == ERR_BAD_INPUT || command == ctl_verify ? EXIT_USAGE : 1;
}
