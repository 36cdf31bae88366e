/* notice.c: puts sections, tasks and problems together; see notice.h. */
#include "rule/notice.h"
#include "rule/notice_lines.h"
#include "rule/notice_units.h"

#include <string.h>

enum { WORDS_MAX_CHARS = 40 };

typedef struct {
    Mem *mem;
    Passage source;
    GArray *lines;                       /* NoticeLine */
    GArray *sections, *tasks, *problems; /* of the Notice */
    const char *heading;                 /* between section and task */
    bool first_leads;
} Build;

static size_t line_no_at(const Build *build, size_t offset)
{
    guint low = 0, high = build->lines->len; /* the last line that starts at or before offset */

    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        const NoticeLine *line = &g_array_index(build->lines, NoticeLine, middle);
        if ((size_t)(line->text.at - build->source.at) <= offset)
            low = middle;
        else
            high = middle;
    }
    return g_array_index(build->lines, NoticeLine, low).no;
}

static void problem_add(Build *build, NoticeProblemKind kind, size_t line, Passage words)
{
    NoticeProblem problem = { kind, line, passage_cut(build->mem, passage_trim(words), WORDS_MAX_CHARS) };

    g_array_append_val(build->problems, problem);
}

static size_t offset_of(const Build *build, Passage p)
{
    return (size_t)(p.at - build->source.at);
}

static Passage words_of(const NoticeLine *line)
{
    return passage_trim(passage_from(line->text, line->label.size_bytes));
}

/* The units or the rule about them behind a section's title belong to no task. */
static void section_add(Build *build, const NoticeLine *line)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(UnitsPlace));
    g_autoptr(GArray) troubles = g_array_new(FALSE, FALSE, sizeof(size_t));
    g_autoptr(GArray) unread = g_array_new(FALSE, FALSE, sizeof(UnitsPlace));
    Passage words = words_of(line);

    units_places(words, places, troubles, unread);
    size_t end = passage_stop(words, 0);
    if (places->len > 0) {
        end = MIN(end, g_array_index(places, UnitsPlace, 0).start);
        problem_add(build, NOTICE_UNITS_UNREAD, line->no, line->text);
    }
    for (size_t at = 0, size; at < end; at += size)
        if (is_open(passage_char(words, at, &size)) && units_first_leads(passage_from(words, at)))
            end = at;
    NoticeSection section = {
        .no = (int)build->sections->len + 1,
        .label = passage_text(build->mem, passage_until(line->text, line->label.size_bytes)),
        .title = passage_text(build->mem, passage_trim(passage_until(words, end))),
        .line = line->no,
    };
    g_array_append_val(build->sections, section);
    size_t rest = passage_after(words, passage_stop(words, 0));
    if (places->len == 0 && rest < words.n)
        problem_add(build, NOTICE_TEXT_OUTSIDE, line->no, passage_from(words, rest));
}

/* One stretch of words: a line or the part of it that stands beside the units. */
typedef struct {
    GArray *spans; /* NoticeSpan */
    GString *title, *body;
    bool titled, line_begins;
} Words;

static bool says_nothing(Passage p)
{
    size_t size;

    for (size_t at = 0; at < p.n; at += size) {
        gunichar c = passage_char(p, at, &size);
        if (!is_blank_char(c) && !is_stop_at(p, at) && !is_comma(c) && !is_semicolon(c))
            return false;
    }
    return true;
}

/* The title ends at the first 。, or with the first line if that has none. */
static void words_add(const Build *build, Words *words, Passage piece)
{
    size_t size = 0;

    piece = passage_trim(piece);
    if (piece.n == 0)
        return;
    if (!says_nothing(piece)) {
        NoticeSpan span = { offset_of(build, piece), piece.n };
        g_array_append_val(words->spans, span);
    }
    if (!words->titled) {
        size_t stop = passage_stop(piece, 0);
        g_string_append_len(words->title, piece.at, (gssize)stop);
        (void)passage_char(piece, stop, &size);
        piece = passage_trim(passage_from(piece, stop + size));
        words->titled = true;
    } else if (words->line_begins && words->body->len > 0) {
        g_string_append_c(words->body, '\n');
    }
    words->line_begins = false;
    g_string_append_len(words->body, piece.at, (gssize)piece.n);
}

/* Words between two places that name units, line by line. */
static void lines_add(const Build *build, Words *words, Passage between)
{
    size_t at = 0;

    while (at <= between.n) {
        const char *found = at < between.n ? memchr(between.at + at, '\n', between.n - at) : NULL;
        size_t end = found == NULL ? between.n : (size_t)(found - between.at);
        words_add(build, words, passage_between(between, at, end));
        if (found != NULL)
            words->line_begins = true;
        at = end + 1;
    }
}

static void units_add(Build *build, Passage text, const GArray *places, UnitsFound *found)
{
    guint told = 0;

    for (guint i = 0; i < places->len; i++) {
        UnitsPlace place = g_array_index(places, UnitsPlace, i);
        units_read(build->mem, passage_between(text, place.inside_start, place.inside_end),
                   build->first_leads, found);
        size_t line = line_no_at(build, offset_of(build, text) + place.start);
        for (; told < found->unread->len; told++)
            problem_add(build, NOTICE_UNITS_UNREAD, line, passage_of(g_ptr_array_index(found->unread, told)));
    }
}

static NoticeUnits units_keep(Mem *mem, const GPtrArray *names)
{
    NoticeUnits units = { mem_array(mem, const char *, names->len), names->len };

    for (guint i = 0; i < names->len; i++)
        units.names[i] = g_ptr_array_index(names, i);
    return units;
}

/* Units are read from the whole task, so that a bracket may run over a line end. */
static void task_units(Build *build, Passage text, GArray *places, NoticeTask *task)
{
    g_autoptr(GArray) troubles = g_array_new(FALSE, FALSE, sizeof(size_t));
    g_autoptr(GArray) unread = g_array_new(FALSE, FALSE, sizeof(UnitsPlace));
    g_autoptr(GPtrArray) leads = g_ptr_array_new(), participants = g_ptr_array_new(), odd = g_ptr_array_new();
    UnitsFound found = { leads, participants, odd };

    units_places(text, places, troubles, unread);
    units_add(build, text, places, &found);
    for (guint i = 0; i < troubles->len; i++) {
        size_t at = g_array_index(troubles, size_t, i);
        problem_add(build, NOTICE_BRACKET_OPEN, line_no_at(build, offset_of(build, text) + at),
                    passage_from(text, at));
    }
    for (guint i = 0; i < unread->len; i++) {
        UnitsPlace place = g_array_index(unread, UnitsPlace, i);
        problem_add(build, NOTICE_UNITS_UNREAD, line_no_at(build, offset_of(build, text) + place.start),
                    passage_between(text, place.start, place.end));
    }
    task->leads = units_keep(build->mem, leads);
    task->participants = units_keep(build->mem, participants);
}

static void task_words(Build *build, Passage text, const GArray *places, NoticeTask *task)
{
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(NoticeSpan));
    g_autoptr(GString) title = g_string_new(NULL), body = g_string_new(NULL);
    Words words = { spans, title, body, false, false };
    size_t done = 0;

    for (guint i = 0; i < places->len; i++) {
        UnitsPlace place = g_array_index(places, UnitsPlace, i);
        lines_add(build, &words, passage_between(text, done, place.start));
        done = place.end;
    }
    lines_add(build, &words, passage_from(text, done));

    NoticeSpan *kept = mem_array(build->mem, NoticeSpan, spans->len);
    for (guint i = 0; i < spans->len; i++)
        kept[i] = g_array_index(spans, NoticeSpan, i);
    task->paragraphs = kept;
    task->n_paragraphs = spans->len;
    task->title = mem_text_n(build->mem, title->str, title->len);
    task->body = mem_text_n(build->mem, body->str, body->len);
}

/* 20版 in a task that speaks of an upgrade is 2.0版, whose point was lost. */
static void version_check(Build *build, const NoticeTask *task)
{
    static const char *const upgrades[] = { "升级", "迭代", "2.0", NULL };
    Passage text = passage_between(build->source, task->issued.offset,
                                   task->issued.offset + task->issued.size_bytes);

    if (!passage_holds_any(text, upgrades))
        return;
    for (size_t at = passage_find(text, 0, "版"); at != PASSAGE_NOWHERE;
         at = passage_find(text, at + 1, "版")) {
        size_t start = at;
        while (start > 0 && g_ascii_isdigit(text.at[start - 1]))
            start--;
        if (at - start == 2 && text.at[at - 1] == '0' && (start == 0 || text.at[start - 1] != '.'))
            problem_add(build, NOTICE_DOUBTFUL_WORD, line_no_at(build, offset_of(build, text) + start),
                        passage_between(text, start, at + strlen("版")));
    }
}

/* The task that starts in line i: its lines end where another thing begins. */
static void task_add(Build *build, guint i)
{
    const NoticeLine *first = &g_array_index(build->lines, NoticeLine, i), *last = first;
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(UnitsPlace));

    for (guint more = i + 1; more < build->lines->len; more++) {
        const NoticeLine *line = &g_array_index(build->lines, NoticeLine, more);
        if (line->use == LINE_MORE)
            last = line;
        else if (line->text.n > 0)
            break;
    }
    size_t start = offset_of(build, first->text);
    size_t end = offset_of(build, last->text) + last->text.n;
    NoticeTask task = {
        .no = (int)build->tasks->len + 1,
        .section_no = (int)build->sections->len,
        .label = passage_text(build->mem, passage_until(first->text, first->label.size_bytes)),
        .heading = build->heading,
        .line = first->no,
        .issued = { start, end - start },
    };
    Passage text = passage_between(build->source, start + first->label.size_bytes, end);
    task_units(build, text, places, &task);
    task_words(build, text, places, &task);
    version_check(build, &task);
    g_array_append_val(build->tasks, task);
}

/* Numbers run on or start again behind a section or heading. */
typedef struct {
    GHashTable *seen; /* numbers of this run */
    int last;
    bool may_restart;
} Run;

static void run_check(Build *build, Run *run, const NoticeLine *line)
{
    int no = line->label.no;

    if (no == 1 && run->may_restart) {
        g_hash_table_remove_all(run->seen);
        run->last = 0;
    }
    run->may_restart = false;
    if (!g_hash_table_add(run->seen, GINT_TO_POINTER(no)))
        problem_add(build, NOTICE_NUMBER_TWICE, line->no, line->text);
    else if (no != run->last + 1)
        problem_add(build, NOTICE_NUMBER_GAP, line->no, line->text);
    run->last = MAX(no, run->last);
}

static void heading_set(Build *build, const NoticeLine *line)
{
    Passage words = words_of(line);
    size_t stop = passage_stop(words, 0);

    build->heading = passage_text(build->mem, passage_until(words, stop));
    size_t rest = passage_after(words, stop);
    if (rest < words.n)
        problem_add(build, NOTICE_TEXT_OUTSIDE, line->no, passage_from(words, rest));
}

static void lines_read(Build *build)
{
    g_autoptr(GHashTable) section_numbers = g_hash_table_new(NULL, NULL),
                          task_numbers = g_hash_table_new(NULL, NULL);
    Run sections = { section_numbers, 0, true }, tasks = { task_numbers, 0, true };

    for (guint i = 0; i < build->lines->len; i++) {
        const NoticeLine *line = &g_array_index(build->lines, NoticeLine, i);
        if (line->use == LINE_SECTION) {
            run_check(build, &sections, line);
            section_add(build, line);
        } else if (line->use == LINE_HEADING) {
            heading_set(build, line);
        } else if (line->use == LINE_TASK) {
            run_check(build, &tasks, line);
            task_add(build, i);
        } else if (line->use == LINE_STRAY) {
            problem_add(build, NOTICE_TEXT_OUTSIDE, line->no, line->text);
        }
        if (line->use == LINE_SECTION)
            build->heading = "";
        sections.may_restart = sections.may_restart || line->use == LINE_TAIL;
        tasks.may_restart = tasks.may_restart || line->use == LINE_SECTION || line->use == LINE_HEADING;
    }
}

static void empty_sections_check(Build *build)
{
    g_autofree guint *n = g_new0(guint, build->sections->len + 1);

    for (guint i = 0; i < build->tasks->len; i++)
        n[g_array_index(build->tasks, NoticeTask, i).section_no]++;
    for (guint i = 0; i < build->sections->len; i++) {
        const NoticeSection *section = &g_array_index(build->sections, NoticeSection, i);
        if (n[section->no] == 0)
            problem_add(build, NOTICE_SECTION_EMPTY, section->line, passage_of(section->title));
    }
}

static bool has_decimals(const Build *build)
{
    for (guint i = 0; i < build->tasks->len; i++) {
        const NoticeTask *task = &g_array_index(build->tasks, NoticeTask, i);
        Passage text = passage_between(build->source, task->issued.offset + strlen(task->label),
                                       task->issued.offset + task->issued.size_bytes);
        for (size_t at = 1; at + 1 < text.n; at++)
            if (text.at[at] == '.' && g_ascii_isdigit(text.at[at - 1]) && g_ascii_isdigit(text.at[at + 1]))
                return true;
    }
    return false;
}

static gint by_line(gconstpointer a, gconstpointer b)
{
    const NoticeProblem *one = a, *two = b;

    return (one->line > two->line) - (one->line < two->line);
}

static void *array_keep(Mem *mem, const GArray *items, size_t item_bytes)
{
    void *kept = mem_alloc_array(mem, items->len, item_bytes);

    if (items->len > 0)
        memcpy(kept, items->data, items->len * item_bytes);
    return kept;
}

static bool check_bytes(const char *bytes, size_t size_bytes, GError **err)
{
    const char *end;
    size_t line = 1;

    if (size_bytes > NOTICE_MAX_BYTES)
        return fail(err, ERR_BAD_INPUT, "文件有 %zu 字节，超过 %d 字节的上限", size_bytes,
                    (int)NOTICE_MAX_BYTES);
    if (g_utf8_validate(bytes, (gssize)size_bytes, &end))
        return true;
    for (const char *at = bytes; at < end; at++)
        line += *at == '\n';
    return fail(err, ERR_BAD_INPUT, "第%zu行：不是 UTF-8 编码（第 %zu 字节）", line,
                (size_t)(end - bytes) + 1);
}

bool notice_parse(Mem *mem, const char *bytes, size_t size_bytes, Notice *notice, GError **err)
{
    TRY(check_bytes(bytes, size_bytes, err));

    Passage source = { bytes, size_bytes };
    g_autoptr(GArray) lines = notice_lines(source);
    g_autoptr(GArray) sections = g_array_new(FALSE, FALSE, sizeof(NoticeSection));
    g_autoptr(GArray) tasks = g_array_new(FALSE, FALSE, sizeof(NoticeTask));
    g_autoptr(GArray) problems = g_array_new(FALSE, FALSE, sizeof(NoticeProblem));
    Build build = { mem, source, lines, sections, tasks, problems, "", units_first_leads(source) };

    lines_read(&build);
    if (tasks->len == 0)
        return fail(err, ERR_BAD_INPUT, "第1行至第%u行：没有找到带编号的任务", lines->len);
    empty_sections_check(&build);
    g_array_sort(problems, by_line);
    *notice = (Notice){
        .source = bytes,
        .size_bytes = size_bytes,
        .sections = array_keep(mem, sections, sizeof(NoticeSection)),
        .n_sections = sections->len,
        .tasks = array_keep(mem, tasks, sizeof(NoticeTask)),
        .n_tasks = tasks->len,
        .problems = array_keep(mem, problems, sizeof(NoticeProblem)),
        .n_problems = problems->len,
        .first_unit_leads = build.first_leads,
        .has_decimals = has_decimals(&build),
    };
    return true;
}

const char *notice_problem_sentence(Mem *mem, const NoticeProblem *problem)
{
    static const char *const says[NOTICE_PROBLEM__N] = {
        [NOTICE_NUMBER_TWICE] = "编号与前面重复",      [NOTICE_NUMBER_GAP] = "编号与前面不连续",
        [NOTICE_BRACKET_OPEN] = "括号没有成对",        [NOTICE_TEXT_OUTSIDE] = "这段文字不属于任何任务",
        [NOTICE_UNITS_UNREAD] = "没能读懂其中的单位",  [NOTICE_SECTION_EMPTY] = "这一章节没有任务",
        [NOTICE_DOUBTFUL_WORD] = "数字疑似漏印小数点",
    };

    return mem_printf(mem, "第%zu行：%s：“%s”", problem->line, says[problem->kind], problem->words);
}
