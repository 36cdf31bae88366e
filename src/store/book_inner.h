/* book_inner.h: what book.c, book_read.c, value_read.c and known.c share and nobody else sees. */
#pragma once
#include "store/book.h"

/* How much a unit had to hand in when its reports had this stamp. */
typedef struct {
    int64_t stamp, n;
} Waiting;

/* A book with its memory. users: the shelf and the requests that hold it. */
typedef struct {
    Book book; /* first: see book_task_by_id() */
    Mem *mem;
    GHashTable *task_at; /* id → BookTask */
    GHashTable *waiting; /* unit → Waiting; not of the book, but goes with it */
    GHashTable *values;  /* period → what value_read.c keeps; the same */
    GHashTable *known;   /* what known.c keeps; the same */
    int users;
} KeptBook;

GHashTable *known_table_new(void); /* empty */

/* Gives the book its tables, empty; they live as long as kept->mem. */
void book_keep_tables(KeptBook *kept);

/* users is 0. ERR_NOT_FOUND: no such plan. */
bool book_read(Db *db, const char *code, KeptBook **kept, GError **err);
