/* proof.c: taizhangctl proof NUMBER | --growth SIZE, from the database; proof --check FILE --pubkey KEY, with nothing but the
 * file and the key. */
#include "store/proof.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "ctl/ctl.h"
#include "rule/event_words.h"

static bool number_of(const char *text, int64_t *number)
{
    char *end;

    *number = g_ascii_strtoll(text, &end, 10);
    return g_ascii_isdigit(text[0]) && *end == '\0';
}

bool ctl_proof(Ctl *ctl, int argc, char **argv, GError **err)
{
    const char *growth = ctl_option(argc, argv, "--growth");
    RecordProof record;
    GrowthProof grown;
    int64_t number;

    if (growth != NULL ? argc != 2 || !number_of(growth, &number) : argc != 1 || !number_of(argv[0], &number))
        return fail(err, ERR_BAD_INPUT, "proof NUMBER | --growth SIZE | --check FILE --pubkey KEY");
    g_autoptr(Db) db = db_new(&ctl->conf->audit_db);
    ctl_check_rights(ctl, db);
    if (growth != NULL) {
        TRY(proof_of_growth(db, ctl->mem, (uint64_t)number, &grown, err));
        printf("%s", growth_proof_write(ctl->mem, &grown));
        return true;
    }
    TRY(proof_of_event(db, ctl->mem, number, &record, err));
    printf("%s", record_proof_write(ctl->mem, &record));
    return true;
}

static void say_record(const ProvedRecord *r)
{
    const CanonEvent *e = &r->event;
    CivilTime c = civil_of(e->at_us);

    printf("证明成立：%s 的第 %" PRIu64 " 条（检查点共 %" PRIu64 " 条）\n", r->checkpoint.origin, r->index,
           r->checkpoint.size);
    printf("时间 %04d-%02d-%02d %02d:%02d:%02d\n操作人 %s（%s，%s）\nIP %s\n动作 %s（%s）\n结果 %s\n对象 %s "
           "%" PRId64 " 第 %" PRId64 " 版\n内容 %s\n",
           c.year, c.month, c.day, c.hour, c.minute, c.second, e->actor, e->actor_unit, e->actor_role, e->ip,
           action_word(e->action), e->action, e->result, e->etype, e->entity_id, e->entity_seq, e->body);
}

static bool check(Mem *mem, int argc, char **argv, GError **err)
{
    const char *file = ctl_option(argc, argv, "--check"), *key_or_file = ctl_option(argc, argv, "--pubkey");
    g_autofree char *text = NULL;
    ProvedRecord record;
    NoteKey key;

    if (argc != 4 || file == NULL || key_or_file == NULL)
        return fail(err, ERR_BAD_INPUT, "proof --check FILE --pubkey KEY");
    TRY(ctl_note_key(mem, key_or_file, &key, err));
    TRY(g_file_get_contents(file, &text, NULL, err));
    TRY(record_proof_check(mem, text, &key, &record, err));
    say_record(&record);
    return true;
}

int ctl_proof_check(int argc, char **argv)
{
    g_autoptr(Mem) mem = mem_new();
    g_autoptr(GError) error = NULL;

    if (check(mem, argc, argv, &error))
        return 0;
    fprintf(stderr, "证明不成立：%s\n", error->message);
    return err_kind(error) == ERR_DENIED ? 1 : 2;
}
