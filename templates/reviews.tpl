{{%AUTOESCAPE context="HTML"}}
{{>UNDO}}
<div class="ph"><div><h1>待审核 {{N_ALL}} 件</h1>{{#FULL}}<p class="sub">重新报送的排在最前，其余按提交先后排列。{{#OLDEST}}最早一件于 <time datetime="{{AT_ISO}}">{{AT}}</time> 提交。{{/OLDEST}}</p>{{/FULL}}</div><div class="acts np"><a class="btn" href="/applications">申请与销号</a>{{#SPOTS}}<a class="btn" href="/spot-checks">抽查复核 {{N_SPOTS}} 件</a>{{/SPOTS}}</div></div>
{{#DIFFERENT}}<div class="note r"><p>您审核通过的报送有 <b>{{N_DIFFERENT}} 件复核不一致</b>。<a href="/spot-checks">查看抽查复核</a></p></div>{{/DIFFERENT}}
{{#IGNORED}}<p class="note y">已忽略无法识别的条件：{{IGNORED_WORDS}}</p>{{/IGNORED}}
{{#NOTHING}}<div class="card"><div class="bd"><p><b>没有待审核的报送。</b>{{#MISSING}}{{PERIOD}}还有 {{MISSING_N}} 项未提交。{{/MISSING}}{{#ALL_IN}}{{PERIOD}}已全部提交。{{/ALL_IN}}</p><p class="ml2"><a href="{{LEDGER}}">到任务台账查看各单位报送情况</a></p></div></div>{{/NOTHING}}
{{#FULL}}
<form class="card flt np" method="get" action="/reviews" role="search" aria-label="筛选待审核报送"><div class="g g4">
<div><label for="f-unit">单位</label><select id="f-unit" name="unit"><option value="">全部单位</option>{{#UNIT_OPTION}}<option value="{{ID}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{NAME}}（{{N}}）</option>{{/UNIT_OPTION}}</select></div>
<div><label for="f-light">自评亮灯</label><select id="f-light" name="light"><option value="">全部</option>{{#LIGHT_OPTION}}<option value="{{CODE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORD}}</option>{{/LIGHT_OPTION}}</select></div>
<div><label for="f-flag">需关注</label><select id="f-flag" name="flag"><option value="">全部</option>{{#FLAG_OPTION}}<option value="{{CODE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORD}}</option>{{/FLAG_OPTION}}</select></div>
<div><label for="f-period">报送期</label><select id="f-period" name="period"><option value="">全部</option>{{#PERIOD_OPTION}}<option value="{{CODE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORD}}</option>{{/PERIOD_OPTION}}</select></div>
<div><button class="btn p" type="submit">查询</button></div>
</div></form>
<div class="tools"><p>{{#NARROWED}}找到 <b>{{N_SHOWN}}</b> 件（共 {{N_ALL}} 件）<i class="sep"></i><a href="/reviews">清除全部条件</a>{{/NARROWED}}{{#WHOLE}}共 <b>{{N_ALL}}</b> 件{{/WHOLE}}</p></div>
{{#NO_MATCH}}<div class="card"><div class="bd"><p><b>没有符合条件的报送。</b>可以减少条件，或<a href="/reviews">清除全部条件</a>。</p></div></div>{{/NO_MATCH}}
{{#TABLE}}
<form method="post" action="/reviews/batch"><input type="hidden" name="csrf" value="{{CSRF}}">
<div class="tw"><table class="tbl stk" role="table"><caption class="vh">待审核的报送</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader" class="np"><span class="vh">选择</span></th><th scope="col" role="columnheader">任务</th><th scope="col" role="columnheader">单位</th><th scope="col" role="columnheader">提交时间</th><th scope="col" role="columnheader">自评 → 建议</th><th scope="col" role="columnheader">需关注</th><th scope="col" role="columnheader" class="np">审核</th></tr></thead>
<tbody role="rowgroup">
{{#ROW}}<tr role="row"><td role="cell" class="np pk" data-l="选择"><input type="checkbox" name="pick.{{ID}}" value="{{VERSION}}" aria-label="选择第 {{NO}} 项，{{UNIT}}，{{PERIOD}}"></td><td role="cell" class="full"><a class="tt" href="/reviews/{{ID}}">{{NO}}. {{TITLE}}</a>{{#AGAIN}}<span class="tag">第{{ROUND}}次报送</span>{{/AGAIN}}<br><small class="dim">{{PERIOD}}</small></td>
<td role="cell" data-l="单位">{{UNIT}}</td><td role="cell" data-l="提交时间" class="nw"><time datetime="{{AT_ISO}}">{{AT}}</time></td><td role="cell" data-l="自评 → 建议"><span class="fl">{{>LIGHT}}{{#ADVICE}} <span aria-hidden="true">→</span><span class="vh">系统建议</span> {{>COMPUTED}}{{/ADVICE}}</span></td>
<td role="cell" data-l="需关注"><span class="fl">{{#FLAG}}<span class="st att">{{FLAG_WORD}}</span> {{/FLAG}}{{#NO_FLAG}}<span class="dim">—<span class="vh">无</span></span>{{/NO_FLAG}}</span></td>
<td role="cell" class="np" data-l="操作"><a class="btn s" href="/reviews/{{ID}}">审核<span class="vh">第 {{NO}} 项，{{UNIT}}</span></a></td></tr>{{/ROW}}
</tbody></table></div>
<div class="bot"><button class="btn" name="step" value="confirm">批量通过</button><span class="sm mut">勾选后逐件列名核对，再确认；一次最多 50 件。退回须单独办理。</span></div></form>
{{/TABLE}}
{{/FULL}}
