"""What the bureaus of the demo write: progress texts, values and lights, made from the notice's own words.

The same task, unit and period always give the same text, so that the demo is the same on every machine.
"""
import hashlib
import math
import random
import re

PERIODS = ("2023-01", "2023-02", "2023-03")
MONTH = {"2023-01": 1, "2023-02": 2, "2023-03": 3}

OPENINGS = {
    1: ("1月份，按照市政府工作部署，{unit}对“{title}”逐项分解，明确了责任处室、时间节点和年度目标。",
        "年初以来，{unit}把“{title}”列入本单位年度重点工作，制定了任务清单和推进计划。",
        "1月，{unit}围绕“{title}”召开专题会议，梳理上年结转事项，建立了月调度机制。"),
    2: ("2月份，{unit}按照任务清单推进“{title}”，各项工作按计划展开。",
        "2月，{unit}就“{title}”开展现场调研和集中调度，协调解决了一批具体问题。",
        "进入2月，{unit}加快“{title}”工作节奏，重点环节已有实质进展。"),
    3: ("3月份，{unit}对照一季度目标推进“{title}”，阶段任务基本完成。",
        "一季度，{unit}持续推动“{title}”落地，工作进展总体符合序时要求。",
        "3月，{unit}会同有关单位对“{title}”开展季度评估，逐项核对完成情况。"),
}
JOINT = {
    1: ("作为首位牵头单位，与{others}建立了会商机制，明确了分工。", "按照首位牵头单位{first}的统一安排，认领了本单位承担的事项。"),
    2: ("牵头与{others}召开了联席会议，形成会议纪要。", "向{first}报送了本单位承担事项的进展，配合完成集中调度。"),
    3: ("汇总{others}的一季度进展，形成了阶段情况报告。", "与{first}完成一季度数据核对，口径一致。"),
}
STEPS = {
    1: ("完成前期摸底，形成工作底数", "已研究提出实施方案，正在征求区（市）意见", "落实了责任人和经费安排",
        "组织业务骨干开展政策解读和培训", "完成上年度工作总结，梳理出需接续推进的事项"),
    2: ("已印发工作方案并部署实施", "组织专家开展论证，吸收意见修改完善", "到{places}实地调研，现场协调用地、资金等问题",
        "首批项目（事项）已启动，进展顺利", "建立工作台账，实行周调度、月通报"),
    3: ("阶段成果已通过内部评审", "重点项目（事项）按节点推进，{places}进度较快", "开展一季度督查，对进度偏慢的事项已约谈提醒",
        "总结形成可复制的做法，在全市业务会议上交流", "已完成一季度任务，转入全面实施阶段"),
}
PLACES = ("市南区、市北区", "崂山区、城阳区", "西海岸新区", "胶州市、平度市", "即墨区、莱西市", "李沧区、高新区")
NEXT = {
    1: ("2月，印发实施方案，召开动员部署会；", "下月，完成首批项目（事项）遴选并启动实施；", "2月底前，完成责任分解和数据口径确认；"),
    2: ("3月，对照一季度目标逐项核查，补齐短板；", "下月，组织现场推进会，推广先行区（市）做法；", "3月底前，完成首批项目（事项）的阶段验收；"),
    3: ("二季度，围绕半年目标加密调度，力争时间过半、任务过半；", "4月，协调解决制约进度的要素保障问题；", "二季度，开展中期评估，及时调整力量和安排；"),
}
NEXT_MORE = ("围绕{clause}，逐项明确完成时限。", "围绕{clause}，按月报送进展。", "围绕{clause}，加强与区（市）对接。")
OTHERWISE = "已核实的完成量按月末口径统计，部分事项已实质完成、尚待验收，综合判断与系统建议不同。"
LIGHT_REASONS = {
    "yellow": ("受春节假期和审批时序影响，部分事项启动较晚，进度略低于序时要求，预计下月追平。",
               "个别区（市）数据尚未报齐，完成量按已核实部分填报，低于序时进度。",
               "上级配套政策尚未下发，部分工作需等政策明确后实施。"),
    "red": ("主要项目用地手续未办结，无法按计划开工，进度明显滞后，已提请协调。",
            "资金尚未落实，实施主体调整，年度目标存在较大压力。"),
}
RETURN_COMMENTS = (
    "进展描述以会议和调研为主，请补充可核实的工作成果，并说明与上月相比的变化。",
    "完成值与文字说明不一致，请核对数据口径后重新报送。",
    "下步措施没有时间节点，请逐项写明完成时限和责任处室。",
    "亮灯申报与完成进度不符，请说明理由或者调整亮灯。")
ANSWERS = ("", "", "已补充本月可核实的成果和数据。", "已与统计口径核对一致，见本期值说明。", "已逐项写明时限和责任处室。")
SPOT_VERDICTS = (("same", ""), ("same", "数据与佐证一致。"), ("same", ""),
                 ("different", "本期值与佐证材料所列数字不一致，请原审核人核实。"))
APPROVE_COMMENTS = ("", "", "", "进展清楚，数据有依据，同意。", "请在下期报送中继续补充项目清单。")


def dice(*words):
    seed = hashlib.sha256("|".join(map(str, words)).encode("utf-8")).digest()
    return random.Random(seed)


def clauses(body):
    """The measures of the notice that can be quoted: sentences cut at 。 and ;, neither too short nor too long."""
    parts = [part.strip(" ,，") for part in re.split("[。;；]", body)]
    short = []
    for part in parts:
        while len(part) > 46 and re.search("[,，]", part[12:46]):
            at = 12 + max(m.start() for m in re.finditer("[,，]", part[12:46]))
            short.append(part[:at])
            part = part[at + 1:]
        short.append(part)
    good = [s.replace(",", "，").replace("(", "（").replace(")", "）") for s in short if 8 <= len(s) <= 60]
    return good or ["任务清单中的各项工作"]


def narrative(task, unit, period, amended=False):
    month = MONTH[period]
    roll = dice("text", task.no, unit, period)
    text = roll.choice(OPENINGS[month]).format(unit=unit, title=task.title)
    if len(task.leads) > 1:
        first = task.leads[0] == unit
        others = "、".join(name for name in task.leads if name != unit)
        text += JOINT[month][0 if first else 1].format(others=others, first=task.leads[0])
    lines = [text]
    quoted = clauses(task.body)
    chosen = roll.sample(quoted, min(len(quoted), roll.randint(2, 3)))
    steps = roll.sample(STEPS[month], len(chosen))
    for mark, clause, step in zip("一二三", chosen, steps):
        lines.append(f"{mark}是围绕{clause}，{step.format(places=roll.choice(PLACES))}。")
    if amended:
        lines.append(f"补充说明：按照审核意见，已与区（市）核对数据，附有会议纪要和项目清单备查；较上期新增完成{roll.randint(1, 6)}项具体事项。")
    return "\n".join(lines)


def next_steps(task, unit, period):
    roll = dice("next", task.no, unit, period)
    return roll.choice(NEXT[MONTH[period]]) + roll.choice(NEXT_MORE).format(clause=roll.choice(clauses(task.body)))


def pace(task, unit):
    """How this task goes for this unit, as a factor on linear progress: most well, some slowly, few badly."""
    roll = dice("pace", task.no, unit).random()
    return 0.55 if roll < 0.06 else 0.85 if roll < 0.22 else 1.06


def light(task, unit, period):
    """(light, reason) as the unit declares it."""
    roll = dice("light", task.no, unit, period)
    factor = pace(task, unit)
    if factor > 1:
        return "green", ""
    colour = "red" if factor < 0.6 and MONTH[period] > 1 else "yellow"
    return colour, roll.choice(LIGHT_REASONS[colour])


def base(goal):
    """Where a stock stood when the year began."""
    return str(math.floor(goal * BEGAN))


def goal_of(page, address):
    """The number that a target's page prints for it, of the card whose forms go to the address."""
    card = page.text[:page.text.index(f'action="{address}"')]
    found = re.findall(r'class="vv">([0-9.]+)', card)
    return float(found[-1]) if found else None


BEGAN = 0.82


def value(target, task, unit, period, is_stock):
    """A value for one target, written as a person would: cumulative ones grow with the months, stocks from a base. Whole
    things are counted when they are begun."""
    month = MONTH[period]
    aim, noise = target.value, dice("value", task.no, target.order).uniform(0, 0.05)
    if is_stock:
        done = aim * (BEGAN + (1 - BEGAN) / 12 * month * pace(task, unit))
    else:
        done = aim * month / 12 * pace(task, unit) * (1 + noise)
    if target.unit == "%" or aim < 10 and target.unit.startswith(("万", "亿")):
        return f"{math.ceil(done * 10) / 10:.1f}"
    return str(math.ceil(done))


PEOPLE = ("王海", "李建国", "张敏", "刘洋", "陈静", "赵磊", "孙丽", "周涛", "徐强", "高峰", "林娜", "郭伟")
QUARTERS = ("完成方案制定和责任分解", "首批事项启动实施", "主体工作完成七成以上", "全部完成并形成总结")


def items(task, unit):
    """Two work items for a task, from its own measures; a few are due so early that they are late by April."""
    roll = dice("items", task.no, unit)
    quoted = clauses(task.body)
    wishes = []
    for number, clause in enumerate(roll.sample(quoted, min(2, len(quoted)))):
        early = roll.random() < 0.08
        wishes.append({"name": clause, "person": roll.choice(PEOPLE), "starts_on": f"2023-0{roll.randint(1, 2)}-{roll.randint(10, 25)}",
                       "due_on": "2023-03-20" if early else f"2023-{roll.choice(('06-30', '09-30', '11-30'))}",
                       **{f"q{q + 1}": QUARTERS[q] if (q == 0 or not early) else "" for q in range(4)}})
    return wishes


def item_progress(task, unit, period, due_month):
    """(state, result) of an item in a period."""
    month = MONTH[period]
    roll = dice("progress", task.no, unit, period, due_month)
    if month == 1:
        return ("doing", "") if roll.random() < 0.5 else ("waiting", "")
    if due_month <= month == 3 and roll.random() < 0.6:
        return "done", "已完成，成果已报督查室备案。"
    return "doing", roll.choice(("方案已印发，正在组织实施。", "已启动首批事项，进展顺利。", "正在办理前期手续。"))
