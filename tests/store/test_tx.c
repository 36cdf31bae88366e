/* test_tx.c: what a transaction promises when the server, the line or somebody else gets in its way (F4, F5, F7). The
 * server is a real one; a second connection disturbs. */
#include "database.h"

#include "store/audit.h"
#include "store/person.h"
#include "store/session.h"

typedef struct World World;
typedef bool (*Disturb)(World *world, Tx *tx, GError **err);

struct World {
    Db *db;
    MYSQL *other;
    Mem *mem;
    RequestId request;
    int64_t id; /* of the person that the body makes */
    uint8_t uuid[UUID_BYTES];
    int runs;              /* of the body */
    Disturb before, after; /* called in the body's first run, before and after its writes */
    GThread *thread;
};

static void world_begin(World *w)
{
    *w = (World){ .db = db_new(&test_conf->app_db),
                  .other = other_connection(&test_conf->app_db),
                  .mem = mem_new() };
    secret_random(w->request.bytes, sizeof w->request.bytes);
    secret_random(w->uuid, sizeof w->uuid);
}

static void world_end(World *w)
{
    if (w->thread != NULL)
        g_thread_join(w->thread);
    db_free(w->db);
    mysql_close(w->other);
    mem_free(w->mem);
}

static bool write_person(World *w, Tx *tx, GError **err)
{
    Actor who = { .name = "测试", .unit_name = "", .ip = "", .agent = "" };
    Event event = { .etype = "person", .entity_seq = 1, .action = "person.new", .result = "ok", .at_us = 1 };
    Person person = { .login = mem_printf(w->mem, "t%" G_GINT64_FORMAT, w->id), .name = "测试" };

    TRY(tx_new_id(tx, &w->id, err));
    person.id.v = event.entity_id = w->id;
    TRY(audit_append(tx, w->mem, &who, &event, err));
    return person_insert(tx, &person, w->uuid, err);
}

static bool body(Tx *tx, void *what, GError **err)
{
    World *w = what;
    bool first = w->runs++ == 0;

    if (first && w->before != NULL)
        TRY(w->before(w, tx, err));
    TRY(write_person(w, tx, err));
    return !first || w->after == NULL || w->after(w, tx, err);
}

static int64_t stored_people(World *w)
{
    g_autofree char *hex = g_malloc(2 * UUID_BYTES + 1);

    for (int i = 0; i < UUID_BYTES; i++)
        g_snprintf(hex + 2 * i, 3, "%02x", w->uuid[i]);
    g_autofree char *question = g_strdup_printf("SELECT COUNT(*) FROM person WHERE uuid = x'%s'", hex);
    return other_asks(w->other, question);
}

static int64_t stored_events(World *w)
{
    g_autofree char *hex = g_malloc(2 * REQUEST_ID_BYTES + 1);

    for (int i = 0; i < REQUEST_ID_BYTES; i++)
        g_snprintf(hex + 2 * i, 3, "%02x", w->request.bytes[i]);
    g_autofree char *question = g_strdup_printf("SELECT COUNT(*) FROM audit_event WHERE req_id = x'%s'", hex);
    return other_asks(w->other, question);
}

static void check_stored(World *w, int64_t times)
{
    g_assert_cmpint(stored_people(w), ==, times);
    g_assert_cmpint(stored_events(w), ==, times);
}

static void check_connection_works(World *w)
{
    Rows rows;
    g_autoptr(GError) error = NULL;

    db_read(w->db, w->mem, SQL_PERSON_BY_UUID, ARGS(raw(w->uuid, UUID_BYTES)), &rows, &error);
    g_assert_no_error(error);
    g_assert_false(w->db->in_transaction);
}

/* Runs the deed; want ERR_NONE: it must be stored, once. */
static void run_deed(World *w, ErrKind want, int runs)
{
    g_autoptr(GError) error = NULL;
    bool done = tx_run(w->db, &w->request, body, w, &error);

    g_test_message("  %s, %d runs", error == NULL ? "done" : error->message, w->runs);
    g_assert_cmpint(err_kind(error), ==, want);
    g_assert_cmpint(done, ==, want == ERR_NONE);
    g_assert_cmpint(w->runs, ==, runs);
    check_stored(w, want == ERR_NONE ? 1 : 0);
    check_connection_works(w);
}

static void test_plain(void)
{
    World w;

    world_begin(&w);
    run_deed(&w, ERR_NONE, 1);
    world_end(&w);
}

static bool then_fail(World *w, Tx *tx, GError **err)
{
    (void)w;
    (void)tx;
    return fail(err, ERR_CONFLICT, "the body changed its mind");
}

static void test_error_leaves_no_trace(void)
{
    World w;

    world_begin(&w);
    w.after = then_fail;
    run_deed(&w, ERR_CONFLICT, 1);
    world_end(&w);
}

static bool only_pending(Tx *tx, void *what, GError **err)
{
    (void)what;
    return tx_change_one(tx, SQL_AUDIT_PENDING_INSERT, ARGS(num(INT64_C(888888888888))), err);
}

static bool person_without_event(Tx *tx, void *what, GError **err)
{
    World *w = what;
    Person person = { .id = { 999999999 }, .login = "x", .name = "x" };

    return person_insert(tx, &person, w->uuid, err);
}

static void test_changes_without_event(void)
{
    static const struct {
        const char *label;
        TxBody body;
    } cases[] = {
        { "a row that no trigger guards", only_pending },
        { "a row that a trigger guards", person_without_event },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        World w;
        g_autoptr(GError) error = NULL;
        world_begin(&w);
        int64_t before = other_asks(w.other, "SELECT COUNT(*) FROM audit_event");
        g_test_message("%s", cases[i].label);
        g_assert_false(tx_run(w.db, &w.request, cases[i].body, &w, &error));
        g_assert_cmpint(err_kind(error), ==, ERR_BROKEN);
        g_assert_nonnull(strstr(error->message, "audit event"));
        g_assert_cmpint(other_asks(w.other, "SELECT COUNT(*) FROM audit_event"), ==, before);
        check_stored(&w, 0);
        world_end(&w);
    }
}

static bool kill_it(World *w, Tx *tx, GError **err)
{
    (void)tx;
    (void)err;
    kill_connection(w->other, w->db);
    return true;
}

static void test_killed_before_its_writes(void)
{
    World w;

    world_begin(&w);
    w.before = kill_it;
    run_deed(&w, ERR_NONE, 2); /* the first statement after it fails; the whole deed is tried again */
    world_end(&w);
}

static void test_killed_right_before_commit(void)
{
    World w;

    world_begin(&w);
    w.after = kill_it;
    run_deed(&w, ERR_NONE, 2); /* looked up by request id: not stored, so it is tried again */
    world_end(&w);
}

static bool commit_and_kill(World *w, Tx *tx, GError **err)
{
    (void)tx;
    TRY(db_command(w->db, "COMMIT", err));
    kill_connection(w->other, w->db);
    return true;
}

static void test_answer_of_commit_is_lost(void)
{
    World w;

    world_begin(&w);
    w.after = commit_and_kill;
    run_deed(&w, ERR_NONE, 1); /* looked up by request id: stored, so it is not done twice */
    world_end(&w);
}

static bool lock_lead(World *w, Tx *tx, int64_t no, GError **err)
{
    Rows rows;
    g_autofree char *question = g_strdup_printf(
        "SELECT unit_id FROM task_lead l JOIN task t ON t.id = l.task_id"
        " WHERE t.no = %" G_GINT64_FORMAT " ORDER BY place LIMIT 1",
        no);
    MYSQL *asker = other_connection(&test_conf->app_db);
    int64_t unit = other_asks(asker, question);

    mysql_close(asker);
    TRY(db_read(tx_db(tx), w->mem, SQL_LEAD_LOCK,
                ARGS(txt("2023"), txt("2023-03"), txt("2023"), num(no), num(unit)), &rows, err));
    g_assert_cmpuint(rows.n, ==, 1);
    return true;
}

#define LOCK_OF(no)                                                                                          \
    "SELECT l.id FROM task_lead l WHERE l.task_id = (SELECT id FROM task WHERE no = " #no                    \
    ") ORDER BY place LIMIT 1 FOR UPDATE"

/* Whoever carries on after an error must not write outside of a transaction (F4, F5). */
static bool swallow_the_kill(World *w, Tx *tx, GError **err)
{
    kill_connection(w->other, w->db);
    (void)lock_lead(w, tx, 1, NULL); /* fails, and nobody looks */
    (void)err;
    return true;
}

static void test_swallowed_loss_writes_nothing(void)
{
    World w;
    g_autoptr(GError) error = NULL;

    world_begin(&w);
    w.before = swallow_the_kill;
    w.after = then_fail;
    g_assert_false(tx_run(w.db, &w.request, body, &w, &error) && w.runs == 1);
    g_assert_cmpint(stored_people(&w), ==, stored_events(&w));
    g_assert_cmpint(stored_people(&w), ==,
                    w.runs > 1 ? 1 : 0); /* only a second, whole run may have stored it */
    world_end(&w);
}

/* The other holds task 2, is the heavier one, and now wants task 1, which the deed holds. */
static gpointer want_task_1(gpointer what)
{
    World *w = what;

    other_says(w->other, LOCK_OF(1));
    other_says(w->other, "ROLLBACK");
    return NULL;
}

static void other_begins_heavily(World *w)
{
    other_says(w->other, "START TRANSACTION");
    for (int i = 0; i < 50; i++) {
        g_autofree char *row = g_strdup_printf("INSERT INTO audit_pending (audit_id) VALUES (%d)",
                                               900000 + i);
        other_says(w->other, row);
    }
    other_says(w->other, LOCK_OF(2));
}

static bool meet_in_the_middle(World *w, Tx *tx, GError **err)
{
    TRY(lock_lead(w, tx, 1, err));
    w->thread = g_thread_new("other", want_task_1, w);
    g_usleep(300000); /* it waits for us now */
    return lock_lead(w, tx, 2, err);
}

static void run_with_thread(World *w, int runs)
{
    g_autoptr(GError) error = NULL;
    bool done = tx_run(w->db, &w->request, body, w, &error);

    g_assert_no_error(error);
    g_assert_true(done);
    g_thread_join(g_steal_pointer(&w->thread));
    g_assert_cmpint(w->runs, ==, runs);
    check_stored(w, 1);
}

static void test_deadlock_is_tried_again(void)
{
    World w;

    world_begin(&w);
    other_begins_heavily(&w);
    w.after = meet_in_the_middle; /* the deed has written already when it loses */
    run_with_thread(&w, 2);
    world_end(&w);
}

static bool swallow_the_deadlock(World *w, Tx *tx, GError **err)
{
    GError *error = NULL;

    (void)err;
    g_assert_false(meet_in_the_middle(w, tx, &error));
    g_assert_nonnull(strstr(error->message, "1213"));
    g_clear_error(&error);
    return true;
}

/* After 1213 the server is outside of any transaction: a write that went on would commit by itself. */
static void test_swallowed_deadlock_writes_nothing(void)
{
    World w;

    world_begin(&w);
    other_begins_heavily(&w);
    w.before = swallow_the_deadlock;
    run_with_thread(&w, 2);
    world_end(&w);
}

static gpointer release_later(gpointer what)
{
    World *w = what;

    g_usleep(6500000); /* longer than innodb_lock_wait_timeout, 5 s */
    other_says(w->other, "ROLLBACK");
    return NULL;
}

static bool wait_for_task_3(World *w, Tx *tx, GError **err)
{
    return lock_lead(w, tx, 3, err);
}

static void test_lock_wait_is_tried_again(void)
{
    World w;

    world_begin(&w);
    other_says(w.other, "START TRANSACTION");
    other_says(w.other, LOCK_OF(3));
    w.thread = g_thread_new("other", release_later, &w);
    w.after = wait_for_task_3;
    run_with_thread(&w, 2);
    world_end(&w);
}

typedef struct {
    World *w;
    Db *rival;
    const uint8_t *uuid;
    int runs;
    int64_t fixed_version; /* not 0: what the writer saw when its form was opened */
} Rename;

static bool rename_person(Tx *tx, void *what, GError **err);

static void rival_renames(Rename *r)
{
    Rename other = { .w = r->w, .uuid = r->uuid };
    RequestId request;
    g_autoptr(GError) error = NULL;

    secret_random(request.bytes, sizeof request.bytes);
    tx_run(r->rival, &request, rename_person, &other, &error);
    g_assert_no_error(error);
}

static bool rename_person(Tx *tx, void *what, GError **err)
{
    Rename *r = what;
    Mem *mem = r->w->mem;
    Person person;
    Actor who = { .name = "测试", .unit_name = "", .ip = "", .agent = "" };

    TRY(person_by_uuid(tx_db(tx), mem, r->uuid, &person, err));
    if (r->runs++ == 0 && r->rival != NULL)
        rival_renames(r);
    if (r->fixed_version != 0)
        person.version = r->fixed_version;
    person.name = mem_printf(mem, "第%" G_GINT64_FORMAT "名", person.version);
    Event event = { .etype = "person",
                    .entity_id = person.id.v,
                    .entity_seq = person.version + 1,
                    .action = "person.change",
                    .result = "ok",
                    .at_us = 2 };
    TRY(audit_append(tx, mem, &who, &event, err));
    return person_update(tx, &person, err);
}

static int64_t version_of(World *w)
{
    g_autofree char *question = g_strdup_printf("SELECT version FROM person WHERE id = %" G_GINT64_FORMAT,
                                                w->id);

    return other_asks(w->other, question);
}

/* Both read version 1: the loser is tried again on what it then reads, and nothing is lost. */
static void test_lost_update_is_tried_again(void)
{
    World w;
    RequestId request;
    g_autoptr(GError) error = NULL;

    world_begin(&w);
    run_deed(&w, ERR_NONE, 1);
    g_autoptr(Db) rival = db_new(&test_conf->app_db);
    Rename r = { .w = &w, .rival = rival, .uuid = w.uuid };
    secret_random(request.bytes, sizeof request.bytes);
    bool done = tx_run(w.db, &request, rename_person, &r, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    g_assert_cmpint(r.runs, ==, 2);
    g_assert_cmpint(version_of(&w), ==, 3);
    world_end(&w);
}

/* The writer insists on the version that its form showed: a conflict, told as one, and no event is left behind. */
static void test_stale_version_is_a_conflict(void)
{
    World w;
    RequestId request;
    g_autoptr(GError) error = NULL;

    world_begin(&w);
    run_deed(&w, ERR_NONE, 1);
    g_autoptr(Db) rival = db_new(&test_conf->app_db);
    Rename first = { .w = &w, .rival = rival, .uuid = w.uuid };
    rival_renames(&first);
    int64_t events = other_asks(w.other, "SELECT COUNT(*) FROM audit_event");
    Rename late = { .w = &w, .uuid = w.uuid, .fixed_version = 1 };
    secret_random(request.bytes, sizeof request.bytes);
    g_assert_false(tx_run(w.db, &request, rename_person, &late, &error));
    g_test_message("%s", error->message);
    g_assert_cmpint(err_kind(error), ==, ERR_CONFLICT);
    g_assert_cmpint(version_of(&w), ==, 2);
    g_assert_cmpint(other_asks(w.other, "SELECT COUNT(*) FROM audit_event"), ==, events);
    world_end(&w);
}

/* Between two requests the server may have closed the line: nobody notices. */
static void test_idle_connections(void)
{
    World w;
    Hash hash = { .bytes = { 7 } };
    Rows rows;

    world_begin(&w);
    for (int round = 0; round < 3; round++) {
        g_autoptr(GError) error = NULL;
        g_assert_true(db_read(w.db, w.mem, SQL_PERSON_BY_UUID, ARGS(raw(w.uuid, UUID_BYTES)), &rows, &error));
        kill_connection(w.other, w.db);
        g_assert_true(db_read(w.db, w.mem, SQL_PERSON_BY_UUID, ARGS(raw(w.uuid, UUID_BYTES)), &rows, &error));
        kill_connection(w.other, w.db);
        g_assert_true(session_end(w.db, &hash, &error));
        kill_connection(w.other, w.db);
        g_assert_true(db_ping(w.db, &error));
        g_assert_no_error(error);
    }
    kill_connection(w.other, w.db);
    run_deed(&w, ERR_NONE, 1);
    world_end(&w);
}

static bool always_busy(Tx *tx, void *what, GError **err)
{
    World *w = what;

    w->runs++;
    kill_connection(w->other, w->db);
    return db_read_one(tx_db(tx), w->mem, SQL_NEW_ID, NO_ARGS, &(const Cell *){ NULL }, err);
}

static void test_three_tries_are_enough(void)
{
    World w;
    g_autoptr(GError) error = NULL;

    world_begin(&w);
    g_assert_false(tx_run(w.db, &w.request, always_busy, &w, &error));
    g_assert_cmpint(err_kind(error), ==, ERR_BUSY);
    g_assert_cmpint(w.runs, ==, 3);
    check_connection_works(&w);
    world_end(&w);
}

static void test_server_away(void)
{
    DbConf nowhere = test_conf->app_db;
    g_autoptr(GError) error = NULL;
    g_autoptr(Mem) mem = mem_new();
    const Cell *row;

    nowhere.socket = "/nowhere/mariadb.sock";
    g_autoptr(Db) db = db_new(&nowhere);
    g_assert_false(db_read_one(db, mem, SQL_NEW_ID, NO_ARGS, &row, &error));
    g_assert_cmpint(err_kind(error), ==, ERR_BUSY);
    g_assert_false(db_ping(db, NULL));
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        GTestFunc run;
    } tests[] = {
        { "/tx/plain", test_plain },
        { "/tx/an error leaves no trace", test_error_leaves_no_trace },
        { "/tx/changes without an event", test_changes_without_event },
        { "/tx/killed before its writes", test_killed_before_its_writes },
        { "/tx/killed right before commit", test_killed_right_before_commit },
        { "/tx/the answer of commit is lost", test_answer_of_commit_is_lost },
        { "/tx/a swallowed loss writes nothing", test_swallowed_loss_writes_nothing },
        { "/tx/a deadlock is tried again", test_deadlock_is_tried_again },
        { "/tx/a swallowed deadlock writes nothing", test_swallowed_deadlock_writes_nothing },
        { "/tx/a lock wait is tried again", test_lock_wait_is_tried_again },
        { "/tx/a lost update is tried again", test_lost_update_is_tried_again },
        { "/tx/a stale version is a conflict", test_stale_version_is_a_conflict },
        { "/tx/idle connections", test_idle_connections },
        { "/tx/three tries are enough", test_three_tries_are_enough },
        { "/tx/server away", test_server_away },
    };

    g_test_init(&argc, &argv, NULL);
    test_begin();
    audit_use_key(&test_conf->audit_key);
    for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add_func(tests[i].name, tests[i].run);
    int status = g_test_run();
    conf_free(test_conf);
    return status;
}
