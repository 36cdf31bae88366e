/* verify.c: taizhangctl verify: exit status 0 nothing found, 1 something was changed, 2 could not be verified. */
#include "store/verify_run.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "ctl/ctl.h"

enum { GIVEN_MOST = 1000 };

typedef struct {
    const char *pubkey; /* the key, or a file with it */
    GivenNote *given;
    gsize n_given;
    bool json;
} Wanted;

static bool read_arguments(Mem *mem, int argc, char **argv, Wanted *w, GError **err)
{
    w->given = mem_array(mem, GivenNote, GIVEN_MOST);
    for (int i = 0; i < argc; i++) {
        bool more = i + 1 < argc;
        if (strcmp(argv[i], "--json") == 0)
            w->json = true;
        else if (strcmp(argv[i], "--pubkey") == 0 && more)
            w->pubkey = argv[++i];
        else if (strcmp(argv[i], "--checkpoint") == 0 && more && w->n_given < GIVEN_MOST)
            w->given[w->n_given++].name = argv[++i];
        else
            return fail(err, ERR_BAD_INPUT, "verify [--pubkey KEY] [--checkpoint FILE]… [--json]");
    }
    return true;
}

static bool read_file(Mem *mem, const char *path, const char **text, GError **err)
{
    char *bytes;

    TRY(g_file_get_contents(path, &bytes, NULL, err));
    *text = mem_keep(mem, bytes, g_free);
    return true;
}

bool ctl_note_key(Mem *mem, const char *key_or_file, NoteKey *key, GError **err)
{
    const char *text = key_or_file;

    if (strchr(key_or_file, '+') == NULL)
        TRY(read_file(mem, key_or_file, &text, err));
    return note_key_read(mem, g_strchomp(mem_text(mem, text)), key, err);
}

static const char *entity_words(Mem *mem, const Finding *f)
{
    return f->etype[0] == '\0'
               ? ""
               : mem_printf(mem, " %s %" PRId64 " 第 %" PRId64 " 版", f->etype, f->entity_id, f->entity_seq);
}

static const char *moment_words(Mem *mem, int64_t at)
{
    CivilTime c = civil_of(at);

    return at == 0 ? ""
                   : mem_printf(mem, " %04d-%02d-%02d %02d:%02d:%02d", c.year, c.month, c.day, c.hour,
                                c.minute, c.second);
}

static void say_finding(Mem *mem, const Finding *f)
{
    const char *leaf = f->leaf < 0 ? ""
                       : f->leaf_end > f->leaf + 1
                           ? mem_printf(mem, " #%" PRId64 "—#%" PRId64, f->leaf, f->leaf_end - 1)
                           : mem_printf(mem, " #%" PRId64, f->leaf);
    const char *event = f->audit_id == 0 ? "" : mem_printf(mem, "（记录 %" PRId64 "）", f->audit_id);

    printf("异常 %s%s：%s%s%s %s %s %s\n", leaf, event, finding_word(f->kind), entity_words(mem, f),
           moment_words(mem, f->at_us), f->actor, f->action, f->detail);
}

static void say(Mem *mem, const VerifyReport *r, gsize n_given)
{
    char root[4 * (HASH_BYTES + 2) / 3 + 1];

    base64_write(r->root.bytes, HASH_BYTES, root, sizeof root);
    for (gsize i = 0; i < r->n_findings && i < FINDINGS_MOST; i++)
        say_finding(mem, &r->findings[i]);
    printf("%s：封存 %" PRIu64 " 条，待封存 %" PRId64 " 条，检查点 %" PRId64 " 个（另核对 %" G_GSIZE_FORMAT
           " 个），业务数据 %" PRId64 " 行，用时 %" PRId64 " 毫秒\n根摘要 %s\n",
           r->n_findings == 0 ? "未发现异常"
                              : mem_printf(mem, "发现 %" G_GSIZE_FORMAT " 处异常", r->n_findings),
           r->size, r->unsealed, r->checkpoints, n_given, r->rows, r->duration_us / 1000, root);
}

bool ctl_verify(Ctl *ctl, int argc, char **argv, GError **err)
{
    Wanted wanted = { .pubkey = ctl->conf->seal.public_file };
    VerifyWish wish = { .audit_key = &ctl->conf->audit_key, .now_us = ctl->now_us };
    VerifyReport report;
    NoteKey key;

    TRY(read_arguments(ctl->mem, argc, argv, &wanted, err));
    TRY(ctl_note_key(ctl->mem, wanted.pubkey, &key, err));
    for (gsize i = 0; i < wanted.n_given; i++)
        TRY(read_file(ctl->mem, wanted.given[i].name, &wanted.given[i].note, err));
    wish.key = &key;
    wish.given = wanted.given;
    wish.n_given = wanted.n_given;
    g_autoptr(Db) db = db_new(&ctl->conf->audit_db);
    ctl_check_rights(ctl, db);
    TRY(verify(db, ctl->mem, &wish, &report, err));
    /* For the auditors' page; a database that takes no note does not make the result another. */
    (void)verify_run_note(db, ctl->mem, ctl->who.name, &report, ctl->now_us, clock_now_us(), NULL);
    if (wanted.json)
        printf("%s\n", verify_json(ctl->mem, &report));
    else
        say(ctl->mem, &report, wanted.n_given);
    ctl->status = report.n_findings == 0 ? 0 : 1;
    return true;
}
