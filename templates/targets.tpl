{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><h1>量化目标</h1><p class="sub">{{PLAN_TITLE}}<i class="sep"></i>取自原文的数字，核对确认后才参与亮灯</p></div></div>
{{#IGNORED}}<p class="note y np">已忽略无法识别的条件：{{IGNORED_WORDS}}</p>{{/IGNORED}}
<nav class="tabs np" aria-label="按核对情况筛选">{{#TAB}}<a href="{{LINK}}"{{#HERE}} aria-current="true"{{/HERE}}>{{WORD}}<span class="n">{{N}}</span></a>{{/TAB}}</nav>
<form class="card flt np" method="get" action="{{ADDRESS}}" role="search" aria-label="筛选目标">{{#KEEP_STATE}}<input type="hidden" name="st" value="{{CODE}}">{{/KEEP_STATE}}<div class="g g3">
<div><label for="q">关键词</label><input type="search" id="q" name="q" value="{{Q}}" maxlength="100" placeholder="任务序号、指标或原文"></div>
<div><label for="f-unit">责任单位</label><select id="f-unit" name="unit"><option value="">全部单位</option>{{#UNIT_OPTION}}<option value="{{ID}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{NAME}}</option>{{/UNIT_OPTION}}</select></div>
<div><label for="f-kind">类型</label><select id="f-kind" name="kind"><option value="">全部类型</option>{{#KIND_OPTION}}<option value="{{CODE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORD}}</option>{{/KIND_OPTION}}</select></div>
<div><button class="btn p" type="submit">查询</button></div></div></form>
<div class="tools"><p>{{#NARROWED}}找到 <b>{{SHOWN_N}}</b> 个目标（共 {{ALL_N}} 个）<i class="sep"></i><a href="{{ADDRESS}}">清除全部条件</a>{{/NARROWED}}{{#WHOLE}}共 <b>{{ALL_N}}</b> 个目标，存疑的排在最前{{/WHOLE}}</p></div>
{{#NOTHING}}<div class="card empty"><p><b>本年度任务没有量化目标。</b></p><p class="mut">导入文件时会从原文中找出数字；也可以在任务的目标页上增加。</p></div>{{/NOTHING}}
{{#NO_MATCH}}<div class="card empty"><p><b>没有符合条件的目标。</b></p><p class="mut">可以减少条件，或<a href="{{ADDRESS}}">清除全部条件</a>。</p></div>{{/NO_MATCH}}
{{#TABLE}}<div class="tw"><table class="tbl stk" role="table"><caption class="vh">量化目标</caption><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">指标</th><th scope="col" role="columnheader">任务</th><th scope="col" role="columnheader">类型</th><th scope="col" role="columnheader">目标值</th><th scope="col" role="columnheader">责任单位</th><th scope="col" role="columnheader">核对</th></tr></thead><tbody role="rowgroup">
{{#ROW}}<tr role="row"><th scope="row" role="rowheader" class="full"><a class="tt" href="{{TASK_TARGETS}}#t-{{TARGET_ID}}">{{SUBJECT}}</a>{{#DOUBT}}<small class="dbt">{{DOUBT_WORDS}}</small>{{/DOUBT}}</th><td role="cell" data-l="任务"><a href="{{TASK_TARGETS}}">{{NO}}. {{TASK}}</a></td><td role="cell" data-l="类型" class="nw">{{KIND}}</td><td role="cell" data-l="目标值"><span>{{GOAL}}{{#CORRECTION}}<small class="sub2">勘误：<b>{{CORRECTED}}</b></small>{{/CORRECTION}}</span></td><td role="cell" data-l="责任单位"><span>{{#UNIT_LINE}}{{UNIT}}{{/UNIT_LINE}}{{#NO_UNIT}} <small class="dbt">须指定现任牵头单位</small>{{/NO_UNIT}}</span></td><td role="cell" data-l="核对" class="nw">{{#IS_DONE}}<span class="st ok">已确认</span>{{/IS_DONE}}{{#IS_OPEN}}<span class="st wait">待核</span>{{/IS_OPEN}}{{#IS_DOUBTFUL}}<span class="st back">存疑待核</span>{{/IS_DOUBTFUL}}</td></tr>{{/ROW}}
</tbody></table></div>{{/TABLE}}
