/* bulletin_facts.h: what a circular (通报) is made of: the lines of its frozen period, from which record each point comes,
 * and the document that these and the words of its parts make.
 *
 * The lines are frozen and the weights are the bulletin's own, so the same draft gives the same figures whenever it is
 * looked at; corrections, and which problems of that time were solved since, are as of now, until the bulletin is issued.
 */
#pragma once
#include "rule/paper.h"
#include "store/bulletin.h"
#include "store/frozen.h"
#include "store/problem_read.h"
#include "store/score_account.h"

typedef struct {
    FrozenLine *lines;
    gsize n_lines;
    ScoreTrace *traces;
    gsize n_traces;
    LightWords *words;
    gsize n_words;
    Correction *corrections;
    gsize n_corrections;
    ProblemTally *problems; /* from the period's opening to its freezing */
    gsize n_problems;
    UnitScore *scores; /* by place */
    gsize n_scores;
} BulletinFacts;

bool bulletin_facts(Db *db, Mem *mem, const Bulletin *bulletin, BulletinFacts *facts, GError **err);

/* The name that a unit had when the period was frozen; "" when it has no line. */
const char *facts_unit_name(const BulletinFacts *facts, UnitId unit);

/* Each point of a unit with its record, in the order of the tasks. */
AccountEntry *bulletin_account(Mem *mem, const Bulletin *bulletin, const BulletinFacts *facts, UnitId unit,
                               gsize *n);

/* 93.4 */
const char *score_text(Mem *mem, int64_t score_e1);

/* The whole document, as far as parts are shown. Number, issuer and day as in bulletin. */
const Paper *bulletin_paper(Mem *mem, const Bulletin *bulletin, const BulletinFacts *facts);

/* What stands on it: kept when it is issued, else made of the facts. ERR_BROKEN: what is kept cannot be read. */
bool bulletin_document(Db *db, Mem *mem, const Bulletin *bulletin, const Paper **paper, GError **err);

/* 检查点：变更记录前 1234 条 … */
const char *bulletin_proof(Mem *mem, const Bulletin *bulletin);
