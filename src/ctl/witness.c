/* witness.c: taizhangctl witness: for a machine that belongs to the auditors. It remembers the last checkpoint of each log that
 * it was shown, takes a newer one only with the proof that it goes on from there, and signs it as well. Needs no database and
 * no configuration.
 *
 *   taizhangctl proof --growth "$(taizhangctl witness --folder F --pubkey K --size)" >request      (on the one machine)
 *   taizhangctl witness --folder F --pubkey K --key SEED --name NAME --add request >signed.note    (on the other)
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "ctl/ctl.h"
#include "rule/tlog_proof.h"
#include "store/seal_memory.h"

typedef struct {
    Mem *mem;
    const char *folder, *file;
    NoteKey key;
    Checkpoint known;
    bool knows;
} Witness;

/* A log is known by its key's name and the origin in the checkpoint: epochs are logs of their own, and the first of each
 * is taken as it is, which the auditor sees by its new file. */
static char *file_of(Mem *mem, const char *origin)
{
    char *name = mem_text(mem, origin);

    for (char *c = name; *c != '\0'; c++)
        if (!g_ascii_isalnum(*c) && *c != '.')
            *c = '_';
    return mem_printf(mem, "%s.note", name);
}

static bool read_known(Witness *w, const char *origin, GError **err)
{
    char *text;

    w->file = file_of(w->mem, origin);
    g_autofree char *path = g_build_filename(w->folder, w->file, NULL);
    w->knows = g_file_test(path, G_FILE_TEST_EXISTS);
    if (!w->knows)
        return true;
    TRY(g_file_get_contents(path, &text, NULL, err));
    mem_keep(w->mem, text, g_free);
    return note_read(w->mem, text, &w->key, &w->known, err);
}

static bool add(Witness *w, const char *request_file, const char *seed_file, const char *name, GError **err)
{
    g_autofree char *text = NULL;
    GrowthProof proof;
    Checkpoint newer;
    Key seed;

    TRY(key_read(seed_file, &seed, err));
    TRY(g_file_get_contents(request_file, &text, NULL, err));
    TRY(growth_proof_read(w->mem, text, &proof, err));
    TRY(note_read(w->mem, proof.note, &w->key, &newer, err));
    TRY(read_known(w, newer.origin, err));
    TRY(growth_proof_check(w->mem, text, &w->key, w->knows ? &w->known : NULL, &newer, err));
    const char *note = note_sign_too(w->mem, proof.note, name, &seed);
    secret_wipe(&seed, sizeof seed);
    TRY(file_put(w->folder, w->file, note, err));
    printf("%s", note);
    return true;
}

static bool run(Mem *mem, int argc, char **argv, GError **err)
{
    const char *request = ctl_option(argc, argv, "--add"), *key = ctl_option(argc, argv, "--pubkey"),
               *seed = ctl_option(argc, argv, "--key"), *name = ctl_option(argc, argv, "--name"),
               *epoch = ctl_option(argc, argv, "--origin");
    bool size = g_strcmp0(argv[argc - 1], "--size") == 0;
    Witness w = { .mem = mem, .folder = ctl_option(argc, argv, "--folder") };

    if (w.folder == NULL || key == NULL || (!size && (request == NULL || seed == NULL || name == NULL)))
        return fail(err, ERR_BAD_INPUT,
                    "witness --folder FOLDER --pubkey KEY (--key SEED --name NAME --add REQUEST | "
                    "[--origin ORIGIN] --size)");
    TRY(ctl_note_key(mem, key, &w.key, err));
    if (!size)
        return add(&w, request, seed, name, err);
    TRY(read_known(&w, epoch == NULL ? w.key.name : epoch, err));
    printf("%" PRIu64 "\n", w.knows ? w.known.size : 0);
    return true;
}

int ctl_witness(int argc, char **argv)
{
    g_autoptr(Mem) mem = mem_new();
    g_autoptr(GError) error = NULL;

    if (secret_init() && run(mem, argc, argv, &error))
        return 0;
    fprintf(stderr, "taizhangctl witness: %s\n", error == NULL ? "no randomness" : error->message);
    return err_kind(error) == ERR_DENIED ? 1 : 2;
}
