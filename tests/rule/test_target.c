/* test_target.c: which numbers a sentence promises, of what, and which look misprinted. */
#include "rule/target.h"

#include <string.h>

/* The targets of a notice whose only task says `text`. */
static TargetList find(Mem *mem, const char *text, Notice *notice)
{
    char *source = mem_printf(mem, "1.任务。%s", text);
    GError *err = NULL;

    g_assert_true(notice_parse(mem, source, strlen(source), notice, &err));
    g_assert_cmpuint(notice->n_tasks, ==, 1);
    return targets_find(mem, notice, &notice->tasks[0]);
}

/* ">=500家 1..2处 =15" */
static const char *told(Mem *mem, TargetList list)
{
    const char *all = "";

    for (size_t i = 0; i < list.n; i++) {
        const Target *t = &list.items[i];
        const char *space = i > 0 ? " " : "";
        if (t->comparator == TARGET_RANGE)
            all = mem_printf(mem, "%s%s%s..%s%s", all, space, t->value, t->value_max, t->unit);
        else
            all = mem_printf(mem, "%s%s%s%s%s", all, space, target_comparator_word(t->comparator), t->value,
                             t->unit);
    }
    return all;
}

typedef struct {
    const char *label, *text, *want;
} Case;

static void check_all(const Case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        g_autoptr(Mem) mem = mem_new();
        Notice notice;
        const char *got = told(mem, find(mem, cases[i].text, &notice));
        if (strcmp(got, cases[i].want) != 0)
            g_test_message("%s: %s: got \"%s\", want \"%s\"", cases[i].label, cases[i].text, got,
                           cases[i].want);
        if (strcmp(got, cases[i].want) != 0)
            g_test_fail();
    }
}

static void test_promises(void)
{
    static const Case cases[] = {
        { "a list", "新增高新技术企业200家、科技型中小企业500家以上。", "=200家 >=500家" },
        { "decimals", "一般公共预算收入增长6.5%左右。", "~6.5%" },
        { "letters before", "R&D经费投入强度达到2.8%。", "=2.8%" },
        { "per ten thousand", "万人发明专利拥有量达到15件。", "=15件" },
        { "其中", "完成投资120亿元，其中工业投资不低于60亿元。", "=120亿元 >=60亿元" },
        { "5G is no number", "建设5G基站3000个。", "=3000个" },
        { "one unit for another", "PM2.5平均浓度控制在35微克/立方米以下。", "<=35微克/立方米" },
        { "less", "压减审批时限30%以上。", ">=30%" },
        { "sizes of projects", "招引亿元以上项目100个，其中10亿元以上项目不少于12个。", "=100个 >=12个" },
        { "points", "常住人口城镇化率提高1个百分点。", "=1个百分点" },
        { "energy", "全社会用电量突破500亿千瓦时。", ">500亿千瓦时" },
        { "达 alone", "公交专用道里程达120公里。", "=120公里" },
        { "three measures", "改造城镇老旧小区215个、1.2万户、98万平方米。", "=215个 =1.2万户 =98万平方米" },
        { "by a date", "2023年底前完成50%，2024年6月底前全部完成。", "=50%" },
        { "count before noun", "推动20项高频事项“跨省通办”。", "=20项" },
        { "turnover of those counted", "培育年营收超100亿元企业2家、超50亿元企业5家。", "=2家 =5家" },
        { "in brackets", "新增上市企业5家（其中科创板1家）。", "=5家 =1家" },
        { "half-width marks", "新增上市企业5家(其中科创板1家),培育后备企业20家.", "=5家 =1家 =20家" },
        { "amount and growth", "实现进出口总额400亿美元以上，增长10%。", ">=400亿美元 =10%" },
        { "old measures", "粮食总产量保持在50亿斤以上。", ">=50亿斤" },
        { "分别", "事故起数和死亡人数分别下降5%和8%。", "=5% =8%" },
        { "parks", "新建口袋公园20个以上、城市绿道50公里，改造提升街头绿地15处。", ">=20个 =50公里 =15处" },
        { "money", "发放消费券2000万元，拉动消费5亿元以上。", "=2000万元 >=5亿元" },
        { "大关", "力争规上工业企业突破2000户大关。", ">2000户" },
        { "not from but to", "将办理时限由5个工作日压缩至2个工作日。", "=2个工作日" },
        { "not from but to, in shares", "宽带普及率从85%提高到90%以上。", ">=90%" },
        { "a part of a number", "新增停车泊位1万个以上，其中公共泊位3000个。", ">=1万个 =3000个" },
        { "size before noun", "完成1.2亿元技改投资，建成投用3万平方米标准厂房。", "=1.2亿元 =3万平方米" },
        { "万亿", "地区生产总值突破2万亿元。", ">2万亿元" },
        { "figures in words", "规上工业总产值突破千亿元。", ">1000亿元" },
        { "rounds", "开展督导检查4次、“回头看”2轮次。", "=4次 =2轮次" },
        { "share of a task", "完成90%的建设任务，覆盖80%的行政村。", "=90% =80%" },
        { "的 behind a count", "培育10家以上的龙头企业。", ">=10家" },
        { "range with words", "新建充电站8至10座、换电站3~5座。", "8..10座 3..5座" },
        { "range of shares", "全员劳动生产率增长6%—8%。", "6..8%" },
        { "thousands", "培训技能人才12,500人次。", "=12500人次" },
        { "full-width figures", "建设示范村１２个。", "=12个" },
        { "余", "开展各类活动1000余场。", ">1000场" },
        { "at most", "城镇登记失业率不超过4%，调查失业率低于5.5%。", "<=4% <5.5%" },
        { "within", "居民消费价格涨幅控制在3%以内。", "<=3%" },
        { "about", "新增公租房约1500套，改造危房近200户。", "~1500套 ~200户" },
        { "节约 is not 约", "年节约标准煤5万吨，节约5万吨用水。", "=5万吨 =5万吨" },
        { "a bare ratio", "新建工业项目容积率不低于1.2。", ">=1.2" },
        { "days that count", "空气质量优良天数达到300天以上。", ">=300天" },
        { "second unit in brackets", "购置设备30台(套)，优化公交线路12条（次）。", "=30台(套) =12条（次）" },
        { "great projects", "建设智慧水务等6大工程。", "=6大" },
        { "a count that says whose share", "4类设施监测覆盖率达到90%，力争4个主导产业产值占比超过70%。",
          "=90% >70%" },
        { "a count and its share", "新建7所学校并使达标率达到90%，新增5家企业占比达到10%。",
          "=7所 =90% =5家 =10%" },
        { "every two lines", "建成智能工厂5家、\n数字化车间30个。", "=5家 =30个" },
        { "和 between two counts", "完成7所学校和12家卫生院改造。", "=7所 =12家" },
        { "the word before the verb", "每个街道至少建成3所，至多保留2处。", ">=3所 <=2处" },
        { "逾", "完成造林逾20万亩。", ">20万亩" },
        { "a ratio to one", "城乡居民收入比缩小到2.1以内，死亡率降至0.01以下。", "<=2.1 <=0.01" },
        { "length of life", "人均预期寿命提高到80.6岁。", "=80.6岁" },
        { "time used", "平均用时控制在80天左右。", "~80天" },
        { "figures set off", "“四上”企业净增 60 家 以上，第 3 届大会签约 20 个。", ">=60家 =20个" },
        { "a mark passed", "全市GDP突破4000亿元大关。", ">4000亿元" },
        { "bounds of what is counted", "新签约10亿元以上项目60个、50亿元以上项目12个。", "=60个 =12个" },
        { "land above a size", "盘活100亩以上土地、50万平方米厂房。", ">=100亩 =50万平方米" },
        { "a list of sizes with one verb", "建成3万平方米标准厂房、2万平方米人才公寓。",
          "=3万平方米 =2万平方米" },
        { "shares reached of", "服务下沉至100%的乡镇和80%以上的村。", "=100% >=80%" },
        { "a standard to each", "低保标准分别提高到每人每月850元、每人每年7800元。", "=850元 =7800元" },
        { "a fund and its size", "设立总规模100亿元的产业基金。", "=100亿元" },
        { "grants of a whole year", "兑现人才补贴1.2亿元，发放创业补助300万元。", "=1.2亿元 =300万元" },
        { "up and out", "确保事项网办率达98%，即办率60%以上。", "=98% >=60%" },
    };

    check_all(cases, G_N_ELEMENTS(cases));
}

static void test_what_promises_nothing(void)
{
    static const Case cases[] = {
        { "years", "落实2023年工作要点和《规划（2021—2035年）》。", "" },
        { "dates", "2023年6月30日前完成。", "" },
        { "names in quotes", "落实“1+6+N”体系和“985”计划，打造“15分钟便民生活圈”。", "" },
        { "titles of papers", "落实《关于支持100个村的意见》。", "" },
        { "lines", "推进8号线、2号线二期建设。", "" },
        { "grades", "创建5A级景区，建设10万吨级码头，进入世界500强。", "" },
        { "ranks", "力争排名进入全省前10位，办好第3届大会。", "" },
        { "thresholds", "关停单机容量30万千瓦以下煤电机组。", "" },
        { "voltage", "推进500千伏输变电项目。", "" },
        { "output of a plant", "加快年产30万台发动机项目建设。", "" },
        { "investment of a project", "推进总投资300亿元的炼化项目。", "" },
        { "what is there already", "围绕24条产业链招商。", "" },
        { "what is there already, further off", "聚焦全市8个重点领域，强化监管。", "" },
        { "the past", "目前全市已建成充电桩5000个。", "" },
        { "the past, up to a day", "截至2022年底，全市有养老机构46家。", "" },
        { "rewards", "对首次上规企业给予10万元奖励。", "" },
        { "grants to each", "对达标企业发放10万元补贴，对新入规企业发放补助5万元，每人发放补贴2000元。", "" },
        { "grants by a standard", "对达到标准的企业每家给予10万元，按每人2000元标准给予补贴。", "" },
        { "bounds behind a count", "引导10家企业投资和5亿元以上项目建设对接。", "=10家" },
        { "funds that are many", "推进总规模100亿元的项目建设。", "" },
        { "ages", "落实70周岁以上老人免费乘车，服务3岁以下婴幼儿。", "" },
        { "telephone", "办好12345热线，实行7×24小时服务。", "" },
        { "months", "开展为期3个月的专项整治。", "" },
        { "circle of an hour", "构建1小时通勤圈。", "" },
        { "number of a paper", "落实国发〔2022〕18号文件。", "" },
        { "words", "推动三条控制线落地，建设七大片区。", "" },
        { "company class in words", "支持百亿级企业发展。", "" },
    };

    check_all(cases, G_N_ELEMENTS(cases));
}

static void test_subjects_and_kinds(void)
{
    static const struct {
        const char *text;
        size_t which;
        const char *subject, *quote;
        TargetKind kind;
    } cases[] = {
        { "力争实现新增就业5万人。", 0, "新增就业", "力争实现新增就业5万人", TARGET_CUMULATIVE },
        { "新建7台燃气锅炉，关停24台燃煤锅炉。", 1, "关停燃煤锅炉", "关停24台燃煤锅炉", TARGET_CUMULATIVE },
        { "新增瞪羚企业50家、独角兽企业1家。", 1, "新增独角兽企业", "独角兽企业1家", TARGET_CUMULATIVE },
        { "企业总数达到45家。", 0, "企业总数", "企业总数达到45家", TARGET_STOCK },
        { "绿色建筑占比达到95%以上。", 0, "绿色建筑占比", "绿色建筑占比达到95%以上", TARGET_STOCK },
        { "实现实际投资15亿美元，增长10%左右。", 1, "实际投资增长", "增长10%左右", TARGET_STOCK },
        { "推进8号线、7号线等10个项目。", 0, "8号线、7号线等项目", "推进8号线、7号线等10个项目",
          TARGET_CUMULATIVE },
        { "接通率、满意率分别达到98%、95%以上。", 0, "接通率", "接通率、满意率分别达到98%", TARGET_STOCK },
        { "接通率、满意率分别达到98%、95%以上。", 1, "满意率", "95%以上", TARGET_STOCK },
        { "受理率、办结率均达到100%。", 1, "办结率", "受理率、办结率均达到100%", TARGET_STOCK },
        { "商户、单位责任区制度参与率均达到98%。", 0, "商户、单位责任区制度参与率",
          "商户、单位责任区制度参与率均达到98%", TARGET_STOCK }, /* the first name is half of one */
        { "低保标准提高8%，为2.1万名残疾人提供服务。", 1, "残疾人提供服务", "为2.1万名残疾人提供服务",
          TARGET_CUMULATIVE },
        { "(2)医联体覆盖率由92%提升至98%。", 0, "医联体覆盖率", "(2)医联体覆盖率由92%提升至98%",
          TARGET_STOCK },
        { "预算收入增长6%，力争达到310亿元。", 1, "预算收入", "力争达到310亿元", TARGET_STOCK },
        { "2023年产值达到20亿元，2025年达到30亿元。", 1, "2025年产值", "2025年达到30亿元", TARGET_STOCK },
        { "软件产业规模实现倍增、海洋产业规模较快增长，均突破百亿大关。", 1, "海洋产业规模较快增长",
          "海洋产业规模较快增长，均突破百亿大关", TARGET_CUMULATIVE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        Notice notice;
        TargetList list = find(mem, cases[i].text, &notice);
        g_test_message("%s", cases[i].text);
        g_assert_cmpuint(list.n, >, cases[i].which);
        const Target *t = &list.items[cases[i].which];
        g_assert_cmpstr(t->subject, ==, cases[i].subject);
        g_assert_cmpstr(t->quote, ==, cases[i].quote);
        g_assert_cmpint(t->kind, ==, cases[i].kind);
        g_assert_cmpmem(notice.source + t->quoted.offset, t->quoted.size_bytes, t->quote, strlen(t->quote));
    }
}

static void test_doubts(void)
{
    static const struct {
        const char *label, *text;
        size_t which;
        bool doubted;
    } cases[] = {
        { "floor area ratio beyond any tower", "工业用地容积率不低于15。", 0, true },
        { "usual floor area ratio", "工业用地容积率不低于2。", 0, false },
        { "too many households to a neighbourhood", "改造100个老旧小区，惠及137万户。", 1, true },
        { "usual households", "改造100个老旧小区，惠及3万户。", 1, false },
        { "too many places to a school", "新建学校30所，提供学位82万个。", 1, true },
        { "usual places", "新建学校30所，提供学位4万个。", 1, false },
        { "a part too large", "城镇新增就业35万人，帮扶就业困难人员就业15万人。", 1, true },
        { "a usual part", "城镇新增就业35万人，帮扶就业困难人员就业3万人。", 1, false },
        { "a share over the whole", "证明材料共享覆盖率达到600%。", 0, true },
        { "growth may be more", "贫困地区网络零售额占比增长120%。", 0, false },
        { "racks of a province, no decimal point", "数据中心标准机架数达到45万个。", 0, true },
        { "racks, and the notice knows decimals", "标准机架数达到45万个，增长5.5%。", 0, false },
        { "plain numbers", "新能源汽车产量突破25万辆。", 0, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        Notice notice;
        TargetList list = find(mem, cases[i].text, &notice);
        g_test_message("%s", cases[i].label);
        g_assert_cmpuint(list.n, >, cases[i].which);
        for (size_t j = 0; j < list.n; j++)
            g_assert_cmpint(*list.items[j].doubt != '\0', ==, cases[i].doubted && j == cases[i].which);
    }
}

static void test_amounts(void)
{
    static const struct {
        const char *text, *value;
        int64_t amount_e4;
        bool doubted;
    } cases[] = {
        { "建设绿道100公里。", "100", 1000000, false },
        { "建设绿道85.6公里。", "85.6", 856000, false },
        { "建设绿道0.1234公里。", "0.1234", 1234, false },
        { "建设绿道0.12345公里。", "0.12345", 1234, true }, /* what the ledger cannot hold is said */
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        Notice notice;
        TargetList list = find(mem, cases[i].text, &notice);
        g_assert_cmpuint(list.n, ==, 1);
        g_assert_cmpstr(list.items[0].value, ==, cases[i].value);
        g_assert_cmpint(list.items[0].amount_e4, ==, cases[i].amount_e4);
        g_assert_cmpint(*list.items[0].doubt != '\0', ==, cases[i].doubted);
    }
}

static void test_a_title_that_says_it_again_is_one_promise(void)
{
    g_autoptr(Mem) mem = mem_new();
    const char *source = "1.新建公园20个。全年新建公园20个，改造公园5个。";
    Notice notice;

    g_assert_true(notice_parse(mem, source, strlen(source), &notice, NULL));
    g_assert_cmpstr(told(mem, targets_find(mem, &notice, &notice.tasks[0])), ==, "=20个 =5个");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/target/promises", test_promises);
    g_test_add_func("/target/what-promises-nothing", test_what_promises_nothing);
    g_test_add_func("/target/subjects-and-kinds", test_subjects_and_kinds);
    g_test_add_func("/target/doubts", test_doubts);
    g_test_add_func("/target/amounts", test_amounts);
    g_test_add_func("/target/title-repeats", test_a_title_that_says_it_again_is_one_promise);
    return g_test_run();
}
