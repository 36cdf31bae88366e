{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><p class="sm mut">{{#SECTION}}{{SECTION_LABEL}}{{SECTION_TITLE}}<i class="sep"></i>{{/SECTION}}第 {{NO}} 项<i class="sep"></i>{{TASK}}</p><h1>{{PERIOD}}进展</h1><p class="sub">截止 {{DUE}}<i class="sep"></i>{{PERIOD_STATE}}</p></div><div class="acts"><a class="btn" href="{{TASK_ADDRESS}}">返回任务</a></div></div>
{{#NO_LEADS}}<div class="card empty"><p><b>本任务没有单独报送。</b></p><p class="mut">原文未列明牵头单位，由各责任单位共同落实。</p><p><a href="{{TASK_ADDRESS}}">返回任务</a></p></div>{{/NO_LEADS}}
{{#LEAD}}<section class="card" aria-labelledby="u{{UNIT_ID}}"><div class="hd"><h2 id="u{{UNIT_ID}}">{{UNIT}}{{#IS_OWN}} <span class="tag">本单位</span>{{/IS_OWN}}</h2><span>{{>STATUS}}</span></div><div class="bd">
{{#NOTHING}}<p class="mut">尚未报送。</p>{{/NOTHING}}
{{#HIDDEN}}<p class="mut">该报送尚未审核通过，暂不公开。</p>{{/HIDDEN}}
{{#READABLE}}<p class="sm mut"><a class="ltl" href="{{TASK_ADDRESS}}/lights/{{PERIOD_CODE}}">{{>LIGHT}}<span class="vh">：亮灯的依据</span></a> {{#FILED}}{{NAME}} {{AT}} 提交{{/FILED}}{{#ON_BEHALF}}（代填）{{/ON_BEHALF}}{{#ROUNDS}}<i class="sep"></i>第 {{ROUND}} 次报送{{/ROUNDS}}{{#DECIDED}}<i class="sep"></i>{{NAME}} {{AT}} 审核{{/DECIDED}}{{#SENT_BACK}}<i class="sep"></i>{{NAME}} {{AT}} 退回{{/SENT_BACK}}</p>
{{#COMMENT}}<div class="note ml2"><h3>审核意见</h3><p class="pre">{{WORDS:pre_escape}}</p></div>{{/COMMENT}}
{{#NARRATIVE}}<h3 class="mt">进展情况</h3><p class="pre">{{WORDS:pre_escape}}</p>{{/NARRATIVE}}
{{#VALUES}}<h3 class="mt">量化目标本期值</h3><table class="tbl stk" role="table"><caption class="vh">{{UNIT}}量化目标本期值</caption><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">指标</th><th scope="col" role="columnheader" class="num">本期值</th><th scope="col" role="columnheader">说明</th></tr></thead><tbody role="rowgroup">{{#VALUE_ROW}}<tr role="row"><th scope="row" role="rowheader" class="full">{{SUBJECT}}</th><td class="num nw" role="cell" data-l="本期值"><span>{{#KNOWN}}<b>{{VALUE}}</b> {{UNIT_WORD}}{{/KNOWN}}{{#UNKNOWN}}<span aria-hidden="true">—</span><span class="vh">无数据</span>{{/UNKNOWN}}</span></td><td role="cell" data-l="说明"><span>{{NOTE}}</span></td></tr>{{/VALUE_ROW}}</tbody></table>{{/VALUES}}
{{#WITH_ITEMS}}<h3 class="mt">工作项目进展</h3>{{>ITEMS}}{{/WITH_ITEMS}}
{{#REASON}}<h3 class="mt">亮灯理由</h3><p class="pre">{{WORDS:pre_escape}}</p>{{/REASON}}
{{#NEXT}}<h3 class="mt">下一步措施</h3><p class="pre">{{WORDS:pre_escape}}</p>{{/NEXT}}
<p class="mt sm"><a href="{{TASK_ADDRESS}}/reports/{{PERIOD_CODE}}/{{UNIT_ID}}">单独查看这份报送<span class="vh">：{{UNIT}}</span></a></p>{{/READABLE}}
{{#MAY_WRITE}}<p class="mt"><a class="btn p" href="{{TASK_ADDRESS}}/reports/{{PERIOD_CODE}}/{{UNIT_ID}}/edit">填写{{#IS_OWN}}本单位{{/IS_OWN}}进展</a></p>{{/MAY_WRITE}}
</div></section>
{{/LEAD}}
