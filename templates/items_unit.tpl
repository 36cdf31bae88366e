{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><h1>工作项目清单</h1><p class="sub">{{PLAN_TITLE}}<i class="sep"></i>{{WHOSE}}<i class="sep"></i>{{COUNTS}}</p></div><p class="hint np prn">需要纸质清单时，用浏览器的打印功能（A4 横向），每个单位另起一页</p></div>
<p class="only-print">打印人：{{PRINTED_BY}}　打印时间：{{PRINTED_AT}}</p>
<form class="card flt" method="get" role="search" aria-label="筛选工作项目"><div class="g g4">
<div><label for="unit">牵头单位</label><select id="unit" name="unit"><option value="">全部单位</option>{{#UNIT_OPTION}}<option value="{{V}}"{{#SELECTED}} selected{{/SELECTED}}>{{T}}</option>{{/UNIT_OPTION}}</select></div>
<div><label for="sec">章节</label><select id="sec" name="sec"><option value="">全部章节</option>{{#SEC_OPTION}}<option value="{{V}}"{{#SELECTED}} selected{{/SELECTED}}>{{T}}</option>{{/SEC_OPTION}}</select></div>
<div><label for="state">状态</label><select id="state" name="state"><option value="">全部状态</option>{{#STATE_OPTION}}<option value="{{V}}"{{#SELECTED}} selected{{/SELECTED}}>{{T}}</option>{{/STATE_OPTION}}</select></div>
<div><span class="lb">范围</span><label class="ckl"><input type="checkbox" name="late" value="1"{{#LATE_ON}} checked{{/LATE_ON}}> 只看超期</label><label class="ckl"><input type="checkbox" name="unconfirmed" value="1"{{#UNCONFIRMED_ON}} checked{{/UNCONFIRMED_ON}}> 只看未确认</label></div>
<div><button class="btn p" type="submit">查询</button></div></div></form>
{{#GROUP}}<section class="itg"><div class="tools"><h2>{{GROUP_UNIT}}</h2><p class="sm mut gi">{{GROUP_COUNTS}}</p></div><p class="only-print b">{{GROUP_UNIT}}（{{GROUP_COUNTS}}）</p>{{>ITEMS}}</section>{{/GROUP}}
{{#EMPTY}}<div class="card mt"><div class="bd empty">{{#NARROWED}}<p><b>没有符合条件的工作项目。</b></p><p><a href="?unit=">清除全部条件</a></p>{{/NARROWED}}{{#OWN}}<p><b>本单位尚未列出工作项目。</b></p><p class="mut">从任务页进入“工作项目清单”，把任务分解成项目，写明责任人、起止时间和各季度预期成果。</p>{{/OWN}}{{#OTHER}}<p><b>该单位尚未列出工作项目。</b></p>{{/OTHER}}{{#NOBODY}}<p><b>各单位尚未列出工作项目。</b></p><p class="mut">由牵头单位在任务页的“工作项目清单”中列出。</p>{{/NOBODY}}</div></div>{{/EMPTY}}
