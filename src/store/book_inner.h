/* book_inner.h: what book.c and book_read.c share and nobody else sees. */
#pragma once
#include "store/book.h"

/* A book with its memory. users: the shelf and the requests that hold it. */
typedef struct {
    Book book; /* first: see book_task_by_id() */
    Mem *mem;
    GHashTable *task_at; /* id → BookTask */
    int users;
} KeptBook;

/* users is 0. ERR_NOT_FOUND: no such plan. */
bool book_read(Db *db, const char *code, KeptBook **kept, GError **err);
