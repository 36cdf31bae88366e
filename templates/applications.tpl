{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><h1>申请与销号</h1><p class="sub">{{#OWN}}本单位{{/OWN}}待审批 {{WAITING_N}} 件<i class="sep"></i>{{#ALL}}延期、调整、异议、销号由另一名督查员审批，同意后自动改动台账{{/ALL}}{{#OWN}}申请从任务页提出，审批前可以撤回{{/OWN}}</p></div></div>
<form class="card flt np" method="get" action="/applications" role="search" aria-label="筛选申请"><div class="g g4">
<div><label for="f-state">状态</label><select id="f-state" name="state">{{#STATE_OPTION}}<option value="{{CODE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORD}}</option>{{/STATE_OPTION}}</select></div>
<div><label for="f-kind">事项</label><select id="f-kind" name="kind"><option value="">全部</option>{{#KIND_OPTION}}<option value="{{CODE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORD}}</option>{{/KIND_OPTION}}</select></div>
{{#UNITS}}<div><label for="f-unit">单位</label><select id="f-unit" name="unit"><option value="">全部单位</option>{{#UNIT_OPTION}}<option value="{{CODE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORD}}</option>{{/UNIT_OPTION}}</select></div>{{/UNITS}}
<div><button class="btn p" type="submit">查询</button></div></div></form>
{{#NOTHING}}<div class="card"><div class="bd"><p><b>没有符合条件的申请。</b></p><p class="ml2"><a href="/applications?state=all">查看全部申请</a></p></div></div>{{/NOTHING}}
{{#TABLE}}<div class="tw"><table class="tbl stk" role="table"><caption class="vh">申请</caption><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">任务</th><th scope="col" role="columnheader">单位</th><th scope="col" role="columnheader">事项</th><th scope="col" role="columnheader">申请内容</th><th scope="col" role="columnheader">提出</th><th scope="col" role="columnheader">审批</th></tr></thead><tbody role="rowgroup">
{{#ROW}}<tr role="row"><td role="cell" class="full"><a class="tt" href="{{ADDRESS}}">{{NO}}. {{TITLE}}</a></td><td role="cell" data-l="单位">{{UNIT}}</td><td role="cell" data-l="事项">{{ASKS}}</td><td role="cell" data-l="申请内容">{{SUMMARY}}</td><td role="cell" data-l="提出"><span>{{APPLIED_NAME}} <time class="nw" datetime="{{APPLIED_AT_ISO}}">{{APPLIED_AT}}</time></span></td><td role="cell" data-l="审批"><span><span class="st {{STATE_CLASS}}">{{STATE_WORD}}</span>{{#DECIDED}}<br><small class="mut">{{DECIDED_NAME}} <time datetime="{{DECIDED_AT_ISO}}">{{DECIDED_AT}}</time></small>{{/DECIDED}}</span></td></tr>{{/ROW}}
</tbody></table></div>{{/TABLE}}
{{#MORE}}<p class="bot np"><a class="btn" href="{{MORE_PATH}}">更早的申请</a></p>{{/MORE}}
