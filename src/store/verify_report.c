/* verify_report.c: what was found, in words and as JSON. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "store/verify_run.h"

static const struct {
    const char *code, *word;
} kinds[FOUND__N] = {
    [FOUND_LEAF_GONE] = { "leaf_gone", "记录的序号中断，有记录被删除" },
    [FOUND_EVENT_GONE] = { "event_gone", "记录被删除" },
    [FOUND_EVENT_CHANGED] = { "event_changed", "记录的内容与摘要不符" },
    [FOUND_EVENT_FORGED] = { "event_forged", "记录不是由本系统写入的（鉴别码不符）" },
    [FOUND_LEAF_CHANGED] = { "leaf_changed", "记录与封存时不一致" },
    [FOUND_CHAIN] = { "chain", "记录与同一对象的上一条记录不衔接" },
    [FOUND_ROOT] = { "root", "检查点与现有记录不符：此范围内的记录被改写" },
    [FOUND_NOTE] = { "note", "检查点的签名或内容无效" },
    [FOUND_TAIL_CUT] = { "tail_cut", "检查点之后的记录少于当时：末尾的记录被删除，或恢复了旧备份" },
    [FOUND_OTHER_EPOCH] = { "other_epoch", "检查点属于已结束的一段：其后的记录在重新起算之前已经丢失" },
    [FOUND_TILE] = { "tile", "摘要块与记录不符" },
    [FOUND_SIZE] = { "size", "数目不符" },
    [FOUND_UNSEALED] = { "unsealed", "记录超过 60 秒未封存" },
    [FOUND_UNSIGNED] = { "unsigned", "封存的记录超过 60 秒没有检查点" },
    [FOUND_ROW_CHANGED] = { "row_changed", "业务数据与最后一次记录的状态不符（绕过系统修改）" },
    [FOUND_ROW_VERSION] = { "row_version", "业务数据的版本与记录不符" },
    [FOUND_ROW_GONE] = { "row_gone", "业务数据被删除" },
    [FOUND_ROW_UNKNOWN] = { "row_unknown", "业务数据没有任何记录" },
    [FOUND_TYPE_UNKNOWN] = { "type_unknown", "记录所属的表未纳入核对" },
    [FOUND_ISSUED_CHANGED] = { "issued_changed", "印发文件的原文与摘要不符" },
};

const char *finding_code(FindingKind kind)
{
    return kinds[kind].code;
}

const char *finding_word(FindingKind kind)
{
    return kinds[kind].word;
}

static json_t *finding_json(const Finding *f)
{
    return json_pack("{s:s, s:s, s:I, s:I, s:I, s:s, s:I, s:I, s:s, s:s, s:I, s:s}", "kind",
                     finding_code(f->kind), "words", finding_word(f->kind), "leaf", (json_int_t)f->leaf,
                     "leaf_end", (json_int_t)f->leaf_end, "audit_id", (json_int_t)f->audit_id, "etype",
                     f->etype, "entity_id", (json_int_t)f->entity_id, "entity_seq", (json_int_t)f->entity_seq,
                     "actor", f->actor, "action", f->action, "at_us", (json_int_t)f->at_us, "detail",
                     f->detail);
}

char *verify_json(Mem *mem, const VerifyReport *r)
{
    char root[4 * (HASH_BYTES + 2) / 3 + 1];
    json_t *findings = json_array();

    base64_write(r->root.bytes, HASH_BYTES, root, sizeof root);
    for (gsize i = 0; i < r->n_findings && i < FINDINGS_MOST; i++)
        json_array_append_new(findings, finding_json(&r->findings[i]));
    json_t *all = json_pack(
        "{s:s, s:I, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "verdict",
        r->n_findings == 0 ? "ok" : "tampered", "size", (json_int_t)r->size, "root", root, "events",
        (json_int_t)r->events, "unsealed", (json_int_t)r->unsealed, "oldest_unsealed_us",
        (json_int_t)r->oldest_unsealed_us, "entities", (json_int_t)r->entities, "rows", (json_int_t)r->rows,
        "checkpoints", (json_int_t)r->checkpoints, "tiles", (json_int_t)r->tiles, "epochs",
        (json_int_t)r->epochs, "last_audit_id", (json_int_t)r->last_audit_id, "first_bad_leaf",
        (json_int_t)r->first_bad_leaf, "duration_us", (json_int_t)r->duration_us, "n_findings",
        (json_int_t)r->n_findings, "findings", findings);
    g_assert(all != NULL);
    char *text = json_dumps(all, JSON_INDENT(1));
    json_decref(all);
    return mem_keep(mem, text, free);
}

static int64_t whole(const json_t *object, const char *name)
{
    return json_integer_value(json_object_get(object, name));
}

static const char *words(Mem *mem, const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return mem_text(mem, text == NULL ? "" : text);
}

static Finding finding_of(Mem *mem, const json_t *object)
{
    const char *code = words(mem, object, "kind");
    Finding f = { .leaf = whole(object, "leaf"),
                  .leaf_end = whole(object, "leaf_end"),
                  .audit_id = whole(object, "audit_id"),
                  .etype = words(mem, object, "etype"),
                  .entity_id = whole(object, "entity_id"),
                  .entity_seq = whole(object, "entity_seq"),
                  .actor = words(mem, object, "actor"),
                  .action = words(mem, object, "action"),
                  .at_us = whole(object, "at_us"),
                  .detail = words(mem, object, "detail") };

    for (int kind = 0; kind < FOUND__N; kind++)
        if (strcmp(kinds[kind].code, code) == 0)
            f.kind = (FindingKind)kind;
    return f;
}

static void read_findings(Mem *mem, const json_t *list, VerifyReport *r)
{
    Finding *findings = mem_array(mem, Finding, json_array_size(list));

    for (gsize i = 0; i < json_array_size(list); i++)
        findings[i] = finding_of(mem, json_array_get(list, i));
    r->findings = findings;
    r->n_findings = (gsize)MAX(r->n_findings, json_array_size(list));
}

bool verify_json_read(Mem *mem, const char *json, VerifyReport *r)
{
    json_t *all = json_loads(json, 0, NULL);
    const char *root = json_string_value(json_object_get(all, "root"));
    VerifyReport made = { .size = (uint64_t)whole(all, "size"),
                          .events = whole(all, "events"),
                          .unsealed = whole(all, "unsealed"),
                          .entities = whole(all, "entities"),
                          .rows = whole(all, "rows"),
                          .checkpoints = whole(all, "checkpoints"),
                          .epochs = whole(all, "epochs"),
                          .last_audit_id = whole(all, "last_audit_id"),
                          .first_bad_leaf = whole(all, "first_bad_leaf"),
                          .duration_us = whole(all, "duration_us"),
                          .n_findings = (gsize)whole(all, "n_findings") };

    bool good = root != NULL && base64_read(root, strlen(root), made.root.bytes, HASH_BYTES);
    if (good) {
        read_findings(mem, json_object_get(all, "findings"), &made);
        *r = made;
    }
    json_decref(all);
    return good;
}
