{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><h1>变更记录</h1><p class="sub">{{#EVERYBODY}}全部账号的登录、报送、审核和系统操作，只增不改。{{/EVERYBODY}}{{#OWN_ONLY}}系统管理员只能查看本人的操作记录。{{/OWN_ONLY}}</p></div><form class="acts np" method="post" action="/exports"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="query" value="{{EXPORT_QUERY}}"><a class="btn" href="/audit?from={{TODAY:url_query_escape}}">今天</a><a class="btn" href="/audit?from={{WEEK:url_query_escape}}">本周</a><button class="btn" type="submit" name="kind" value="audit.xlsx">导出 Excel</button><button class="btn" type="submit" name="kind" value="audit.csv">导出 CSV</button><a class="btn t" href="/exports">导出列表</a>{{#MAY_VERIFY}}<a class="btn t" href="/audit/verify">完整性核验</a>{{/MAY_VERIFY}}</form></div>
{{>SEAL}}
{{#IGNORED}}<p class="note y">已忽略无法识别的条件：{{IGNORED_WORDS}}。日期可写作 2023-4-5、2023/4/5、20230405 或 2023年4月5日。</p>{{/IGNORED}}
<form class="card flt np" method="get" action="/audit" role="search" aria-label="筛选变更记录"><div class="g ga">
<div><label for="f-from">时间从</label><input type="text" id="f-from" name="from" value="{{F_FROM}}" placeholder="2023-4-1" autocomplete="off"></div>
<div><label for="f-to">到（含当天）</label><input type="text" id="f-to" name="to" value="{{F_TO}}" placeholder="2023-4-30" autocomplete="off"></div>
{{#EVERYBODY}}<div><label for="f-user">操作人</label><input type="text" id="f-user" name="user" value="{{F_USER}}" autocomplete="off"></div>
<div><label for="f-unit">操作人单位</label><select id="f-unit" name="unit"><option value="">全部单位</option>{{#UNIT_OPTION}}<option value="{{WORD}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORD}}</option>{{/UNIT_OPTION}}</select></div>{{/EVERYBODY}}
<div><label for="f-act">动作</label><select id="f-act" name="act"><option value="">全部动作</option>{{#ACT_OPTION}}<option value="{{CODE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORD}}</option>{{/ACT_OPTION}}</select></div>
<div><label for="f-task">任务序号</label><input type="text" id="f-task" name="task" value="{{F_TASK}}" inputmode="numeric" autocomplete="off"></div>
<div><label for="f-ip">IP</label><input type="text" id="f-ip" name="ip" value="{{F_IP}}" autocomplete="off"></div>
<div><button class="btn p" type="submit">查询</button>{{#NARROWED}} <a class="sm" href="/audit">清除全部条件</a>{{/NARROWED}}</div>
</div></form>
<div class="gap"></div>
{{#EMPTY}}<div class="card"><div class="bd"><p><b>该条件下没有变更记录。</b>{{#NARROWED}}可以减少条件，或<a href="/audit">清除全部条件</a>。{{/NARROWED}}</p></div></div>{{/EMPTY}}
{{#TABLE}}<div class="tw"><table class="tbl stk au" role="table"><caption class="vh">变更记录，新的在前</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">时间</th><th scope="col" role="columnheader">操作人</th><th scope="col" role="columnheader">动作</th><th scope="col" role="columnheader">对象</th><th scope="col" role="columnheader">变更摘要</th><th scope="col" role="columnheader">IP</th><th scope="col" role="columnheader" class="num">编号</th></tr></thead>
<tbody role="rowgroup">
{{#ROW}}<tr role="row"><td role="cell" class="nw" data-l="时间"><time datetime="{{AT_ISO}}">{{AT}}</time></td><td role="cell" data-l="操作人"><span>{{ACTOR}}{{#ACTOR_OF}}<br><small class="mut">{{ACTOR_UNIT}}</small>{{/ACTOR_OF}}</span></td><td role="cell" data-l="动作"><span><b class="nw{{#RESULT}} bad{{/RESULT}}">{{ACTION}}</b>{{#RESULT}}<br><small class="mut">{{RESULT_WORD}}</small>{{/RESULT}}</span></td>
<td role="cell" data-l="对象"><span>{{#TASK}}<a href="{{TASK_ADDRESS}}">第 {{NO}} 项 {{TITLE}}</a>{{#OF_UNIT}}<br><small class="mut">{{UNIT}}{{#OF_PERIOD}}<i class="sep"></i>{{PERIOD}}{{/OF_PERIOD}}</small>{{/OF_UNIT}}{{/TASK}}{{#THING}}<span class="mut">{{THING_WORD}}</span>{{/THING}}</span></td>
<td role="cell" data-l="变更摘要"><span>{{#CHANGE}}<span class="ch1">{{FIELD}}：{{#OLD}}<span class="mut">{{OLD_WORD}}</span> → {{/OLD}}{{NEW_WORD}}</span>{{/CHANGE}}{{#AND_MORE}}<small class="mut">等 {{N}} 项</small>{{/AND_MORE}}{{#NO_CHANGE}}<span class="dim">—</span>{{/NO_CHANGE}}</span></td>
<td role="cell" class="nw" data-l="IP">{{IP}}</td><td role="cell" class="num" data-l="编号"><a href="/audit/{{ID}}">#{{ID}}</a></td></tr>{{/ROW}}
</tbody></table></div>
<nav class="tools np" aria-label="翻页"><p>{{#NEWER}}<a class="btn s" href="/audit?{{#KEEP}}{{NAME:url_query_escape}}={{VALUE:url_query_escape}}&amp;{{/KEEP}}after={{ID}}">更新的记录</a> {{/NEWER}}{{#OLDER}}<a class="btn s" href="/audit?{{#KEEP}}{{NAME:url_query_escape}}={{VALUE:url_query_escape}}&amp;{{/KEEP}}before={{ID}}">更早的记录</a>{{/OLDER}}</p></nav>{{/TABLE}}
