/* bulletin.c: see bulletin.h. */
#include "rule/bulletin.h"

#include <inttypes.h>
#include <string.h>

static const struct {
    const char *code, *title, *words;
} parts[PART__N] = {
    [PART_NONE] = { "", "", "" },
    [PART_OVERALL] = { "overall", "总体情况", "" },
    [PART_SECTIONS] = { "sections", "各领域推进情况", "" },
    [PART_RANKING] = { "ranking", "牵头单位报送与亮灯情况", "" },
    [PART_LIGHTS] = { "lights", "红灯、黄灯任务", "" },
    [PART_LATE] = { "late", "逾期和未报送情况", "" },
    [PART_PROBLEMS] = { "problems", "问题销号情况", "" },
    [PART_DEMANDS] = { "demands", "工作要求",
                       "红灯任务的牵头单位要逐项分析原因，提出赶上序时进度的措施和时限，在下一期报送中说明。"
                       "\n"
                       "未按时报送的单位要尽快补报，今后在截止时间前完成报送。\n"
                       "各牵头单位对本通报中本单位的得分有异议的，可在系统中提出，由督查室核实答复。" },
};

static const struct {
    const char *code, *word;
} states[BULLETIN__N] = {
    [BULLETIN_NONE] = { "", "" },
    [BULLETIN_DRAFT] = { "draft", "草稿" },
    [BULLETIN_ISSUED] = { "issued", "已发布" },
    [BULLETIN_RECALLED] = { "recalled", "已撤回" },
};

/* Zero is BULLETIN_NONE: a step that is not in the table does not exist. */
static const BulletinState next_states[BULLETIN__N][STEP__N] = {
    [BULLETIN_DRAFT] = { [STEP_CHANGE] = BULLETIN_DRAFT, [STEP_ISSUE] = BULLETIN_ISSUED },
    [BULLETIN_ISSUED] = { [STEP_RECALL] = BULLETIN_RECALLED, [STEP_OBJECT] = BULLETIN_ISSUED },
};

const char *part_code(PartKind part)
{
    return parts[part].code;
}

const char *part_title(PartKind part)
{
    return parts[part].title;
}

const char *part_words(PartKind part)
{
    return parts[part].words;
}

const char *bulletin_state_code(BulletinState state)
{
    return states[state].code;
}

BulletinState bulletin_state_of(const char *code)
{
    for (int state = BULLETIN_DRAFT; state < BULLETIN__N; state++)
        if (strcmp(states[state].code, code) == 0)
            return (BulletinState)state;
    return BULLETIN_NONE;
}

const char *bulletin_state_word(BulletinState state)
{
    return states[state].word;
}

BulletinState bulletin_next(BulletinState from, BulletinStep step)
{
    return next_states[from][step];
}

const char *issue_no_word(Mem *mem, int64_t year, int64_t no)
{
    return mem_printf(mem, "〔%" PRId64 "〕第%" PRId64 "期", year, no);
}

const char *heading_number(int at)
{
    static const char *const numbers[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };

    return at > 0 && at < (int)G_N_ELEMENTS(numbers) ? numbers[at] : "";
}
