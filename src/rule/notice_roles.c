/* notice_roles.c: see notice_roles.h. */
#include "rule/notice_roles.h"

#include <string.h>

enum { NAME_MIN_CHARS = 3, NAME_MAX_CHARS = 30 };

static const char *const lead_keys[] = {
    "牵头单位", "牵头部门", "牵头责任单位", "责任牵头单位", "主办单位",     "主办部门",     "主要责任单位",
    "主责单位", "主责部门", "总牵头单位",   "第一责任单位", "第一牵头单位", "共同牵头单位", NULL,
};

static const char *const duty_keys[] = {
    "责任单位", "责任部门", "责任主体", "承办单位", "承办部门",
    "落实单位", "实施单位", "负责单位", "负责部门", NULL,
};

static const char *const part_keys[] = {
    "参与单位", "参与部门",     "参加单位",     "参加部门",     "配合单位", "配合部门",
    "协办单位", "协办部门",     "协同单位",     "协同部门",     "协助单位", "协助部门",
    "协作单位", "配合责任单位", "责任配合单位", "参与责任单位", NULL,
};

static const char *const other_keys[] = {
    "牵头领导", "责任领导", "分管领导", "包抓领导", "市级领导", "责任人", "牵头人",
    "联系人",   "完成时限", "完成时间", "时间节点", "时间进度", NULL,
};

static const char *const lead_verbs[] = {
    "牵头",     "牵头负责", "牵头组织", "牵头组织实施", "牵头实施", "牵头落实", "牵头推进",
    "共同牵头", "分别牵头", "总牵头",   "主办",         "主责",     NULL,
};

static const char *const duty_verbs[] = {
    "负责",
    "按职责分工负责",
    "按照职责分工负责",
    "按职责负责",
    "按照职责负责",
    "按分工负责",
    "分工负责",
    "分别负责",
    "共同负责",
    "具体负责",
    "负责落实",
    "落实",
    "按职责分工落实",
    "组织实施",
    "负责组织实施",
    "按职责分工",
    "按职责分工组织实施",
    "承办",
    "依职责分工负责",
    "根据职责分工负责",
    "按职责分别负责",
    NULL,
};

static const char *const part_verbs[] = {
    "配合", "共同配合", "协同配合", "配合落实",   "配合实施",       "参与",           "参加", "协助",
    "协办", "协同",     "协同落实", "按职责配合", "按职责分工配合", "按职责分工参与", NULL,
};

/* Behind the last name and no part of it. */
static const char *const and_others[] = {
    "等",         "等单位",     "等部门",     "等有关单位",   "等有关部门",
    "等相关单位", "等相关部门", "等部门单位", "等部门和单位", NULL,
};

/* How a unit's name ends when its place already says that it is one; districts and groups too. */
static const char *const name_endings[] = {
    "局", "委", "办", "厅",   "部",   "院",   "署", "处",   "会",   "社",   "站",
    "所", "队", "团", "府",   "心",   "司",   "行", "海关", "部门", "单位", "学校",
    "区", "县", "市", "旗",   "盟",   "州",   "镇", "乡",   "街道", "组",   "台",
    "馆", "园", "室", "专班", "高校", "大学", "联", "厂",   "电网", "企业", NULL,
};

/* The narrower list for a bracket that says nothing but names. */
static const char *const bureau_endings[] = {
    "局",   "委",   "办",   "厅",   "政府", "管委", "管委会", "办公室",   "委员会",   "支行", "分行",
    "海关", "总队", "支队", "工会", "妇联", "残联", "贸促会", "成员单位", "有关部门", NULL,
};

static const char *const bureau_starts[] = { "市", "省", "县", "区", "各", "国家", "州", "有关", NULL };

static UnitsRole role_among(Passage p, size_t (*match)(Passage, const char *const *),
                            const char *const *const lists[], const UnitsRole roles[], size_t *bytes)
{
    UnitsRole role = UNITS_NO_ROLE;

    *bytes = 0;
    for (gsize i = 0; lists[i] != NULL; i++) {
        size_t n = match(p, lists[i]);
        if (n > *bytes) {
            *bytes = n;
            role = roles[i];
        }
    }
    return role;
}

static UnitsRole key_word(Passage p, size_t *bytes)
{
    static const char *const *const lists[] = { lead_keys, duty_keys, part_keys, other_keys, NULL };
    static const UnitsRole roles[] = { UNITS_LEAD, UNITS_DUTY, UNITS_PART, UNITS_OTHER };

    return role_among(p, passage_starts, lists, roles, bytes);
}

static UnitsRole verb_word(Passage p, size_t *bytes)
{
    static const char *const *const lists[] = { lead_verbs, duty_verbs, part_verbs, NULL };
    static const UnitsRole roles[] = { UNITS_LEAD, UNITS_DUTY, UNITS_PART };

    return role_among(p, passage_ends, lists, roles, bytes);
}

bool units_divide(gunichar c)
{
    return is_comma(c) || is_semicolon(c) || c == 0x3001 || c == '\n';
}

/* May a key stand behind this character? */
static bool is_boundary(gunichar c)
{
    return c == 0 || units_divide(c) || is_blank_char(c) || is_open(c) || is_close(c) || c == 0x3002 ||
           c == '.';
}

static RoleKey key_at(Passage p, size_t at)
{
    size_t bytes, size;
    Passage here = passage_from(p, at);
    UnitsRole role = key_word(here, &bytes);

    if (role == UNITS_NO_ROLE || !is_boundary(passage_char_before(p, at)))
        return (RoleKey){ 0 };
    gunichar c = passage_char(here, bytes, &size);
    while (is_blank_char(c) && c != '\n') {
        bytes += size;
        c = passage_char(here, bytes, &size);
    }
    return is_colon(c) ? (RoleKey){ role, at, at + bytes + size } : (RoleKey){ 0 };
}

RoleKey role_key_after(Passage inside, size_t start)
{
    size_t size;

    for (size_t at = start; at < inside.n; at += size) {
        RoleKey key = key_at(inside, at);
        if (key.role != UNITS_NO_ROLE)
            return key;
        (void)passage_char(inside, at, &size);
    }
    return (RoleKey){ 0 };
}

RoleKey role_key_first(Passage inside)
{
    size_t bytes;
    UnitsRole role = key_word(inside, &bytes);
    RoleKey key = role_key_after(inside, 0);

    if (role == UNITS_NO_ROLE || role == UNITS_OTHER || (key.role != UNITS_NO_ROLE && key.start == 0))
        return key;
    Passage first = passage_between(inside, bytes, units_clause_end(inside, bytes));
    return units_all_names(first, units_name_looks) ? (RoleKey){ role, 0, bytes } : key;
}

UnitsRole role_verb_strip(Passage *clause)
{
    static const char *const agents[] = { "由", NULL };
    size_t bytes;
    UnitsRole role = verb_word(*clause, &bytes);

    if (role == UNITS_NO_ROLE)
        return role;
    *clause = passage_trim(passage_until(*clause, clause->n - bytes));
    *clause = passage_from(*clause, passage_starts(*clause, agents));
    return role;
}

/* 各产业链牵头部门 is the name of a group. */
bool role_verb_inside(Passage name)
{
    static const char *const verbs[] = { "牵头", "负责", "配合", NULL };
    static const char *const named[] = { "部门", "单位", NULL };

    for (gsize i = 0; verbs[i] != NULL; i++) {
        size_t at = passage_find(name, 0, verbs[i]);
        if (at != PASSAGE_NOWHERE && passage_starts(passage_from(name, at + strlen(verbs[i])), named) == 0)
            return true;
    }
    return false;
}

/* The bracket that a passage ends with, as (open, bytes); PASSAGE_NOWHERE if it ends otherwise. */
static size_t last_bracket(Passage name)
{
    int depth = 0;

    for (size_t at = name.n; at > 0;) {
        gunichar c = passage_char_before(name, at);
        at = (size_t)(g_utf8_prev_char(name.at + at) - name.at);
        depth += is_close(c) - is_open(c);
        if (depth == 0)
            return is_open(c) ? at : PASSAGE_NOWHERE;
    }
    return PASSAGE_NOWHERE;
}

UnitsRole role_mark_strip(Passage *name)
{
    size_t at = last_bracket(*name), open, bytes;

    if (at == PASSAGE_NOWHERE)
        return UNITS_NO_ROLE;
    (void)passage_char(*name, at, &open);
    Passage mark = passage_between(*name, at + open,
                                   (size_t)(g_utf8_prev_char(name->at + name->n) - name->at));
    UnitsRole role = key_word(mark, &bytes);
    if (role == UNITS_NO_ROLE || bytes != mark.n)
        role = verb_word(mark, &bytes);
    if (role == UNITS_NO_ROLE || bytes != mark.n)
        return UNITS_NO_ROLE;
    *name = passage_trim(passage_until(*name, at));
    return role;
}

void role_others_strip(Passage *name)
{
    size_t bytes = passage_ends(*name, and_others);

    if (bytes < name->n)
        *name = passage_until(*name, name->n - bytes);
}

/* 市教育局牵头、市财政局配合: a name's verb ends its clause before 、 too. */
static bool ends_in_role(Passage clause)
{
    size_t bytes;

    return verb_word(clause, &bytes) != UNITS_NO_ROLE && bytes < clause.n;
}

size_t units_clause_end(Passage inside, size_t start)
{
    size_t size;
    int depth = 0;

    for (size_t at = start; at < inside.n; at += size) {
        gunichar c = passage_char(inside, at, &size);
        depth += is_open(c) - is_close(c);
        if (depth > 0)
            continue;
        if (is_comma(c) || is_semicolon(c) || c == '\n' || is_stop_at(inside, at))
            return at;
        if (c == 0x3001 && ends_in_role(passage_between(inside, start, at)))
            return at;
    }
    return inside.n;
}

/* The name without the brackets behind it: 市国动办（市人防办）. */
static Passage bare_name(Passage name)
{
    size_t at = last_bracket(name);

    role_others_strip(&name);
    return at == PASSAGE_NOWHERE || at == 0 ? name : passage_until(name, at);
}

bool units_name_looks(Passage name)
{
    Passage bare = bare_name(name);
    size_t chars = passage_chars(bare);

    return chars >= NAME_MIN_CHARS - (passage_starts(bare, bureau_starts) > 0) && chars <= NAME_MAX_CHARS &&
           passage_ends(bare, name_endings) > 0 && !role_verb_inside(bare);
}

bool units_all_names(Passage list, bool (*looks)(Passage))
{
    size_t start = 0, size;
    int depth = 0, n = 0;

    for (size_t at = 0; at <= list.n; at += MAX(size, 1)) {
        gunichar c = passage_char(list, at, &size);
        depth += is_open(c) - is_close(c);
        if (at < list.n && (depth > 0 || !units_divide(c)))
            continue;
        Passage name = passage_trim(passage_between(list, start, at));
        if (name.n > 0 && !looks(name))
            return false;
        n += name.n > 0;
        start = at + size;
    }
    return n > 0;
}

static bool local_name_looks(Passage name)
{
    return units_name_looks(name) && passage_starts(name, bureau_starts) > 0;
}

static bool no_bureau_looks(Passage name)
{
    return passage_ends(bare_name(name), bureau_endings) == 0;
}

bool units_only_bureaus(Passage list)
{
    return units_all_names(list, local_name_looks) && !units_all_names(list, no_bureau_looks);
}

static bool ends_in_verb(Passage words)
{
    return role_verb_strip(&words) != UNITS_NO_ROLE;
}

/* Does a name go on behind this line end: 各县 / （市、区）政府, 市市场 / 监管局? */
static bool line_is_soft(Passage left, Passage right)
{
    static const char *const local[] = { "市", "省", "县", "区", "各", NULL };
    gunichar last = passage_char_before(left, left.n);

    if (left.n == 0 || units_divide(last) || is_colon(last))
        return false;
    if (is_open(passage_char(right, 0, NULL)))
        return true;
    return passage_starts(left, local) > 0 && passage_starts(right, local) == 0 && !units_name_looks(left) &&
           !ends_in_verb(left) && role_key_first(right).role == UNITS_NO_ROLE;
}

GString *units_lines_join(Passage inside)
{
    GString *joined = g_string_new(NULL);
    size_t start = 0, size;

    for (size_t at = 0; at < inside.n; at += size) {
        gunichar c = passage_char(inside, at, &size);
        if (c == '\n') {
            Passage left = passage_trim(passage_between(inside, start, at));
            if (line_is_soft(left, passage_trim(passage_from(inside, at + size))))
                continue;
        }
        if (units_divide(c) || is_colon(c))
            start = at + size;
        g_string_append_len(joined, inside.at + at, (gssize)size);
    }
    return joined;
}
