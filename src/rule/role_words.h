/* role_words.h: a person's roles as people read them. Pure. */
#pragma once
#include "base/mem.h"
#include "rule/model.h"

/* 填报员、督查员; 无角色 when there is none. */
const char *roles_word(Mem *mem, Roles roles);
