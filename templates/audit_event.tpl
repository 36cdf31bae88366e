{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><p class="sm mut">变更记录 #{{ID}}</p><h1>{{ACTION}}{{#RESULT}}：{{RESULT_WORD}}{{/RESULT}}</h1><p class="sub"><time datetime="{{AT_ISO}}">{{AT}}</time><i class="sep"></i>{{ACTOR}}{{#ACTOR_OF}}（{{ACTOR_UNIT}}）{{/ACTOR_OF}}</p></div>
<div class="acts np">{{#MAY_PROVE}}<a class="btn" href="/audit/{{ID}}/proof">下载证明</a>{{/MAY_PROVE}}{{#PREVIOUS}}<a class="btn" href="/audit/{{ID}}">上一次修改</a>{{/PREVIOUS}}{{#NEXT}}<a class="btn" href="/audit/{{ID}}">下一次修改</a>{{/NEXT}}</div></div>
<section class="card"><div class="hd"><h2>修改内容</h2></div><div class="bd">
{{#NO_FIELDS}}<p class="mut">这条记录没有字段变化。</p>{{/NO_FIELDS}}
{{#FIELDS}}<table class="tbl stk" role="table"><caption class="vh">字段的修改前与修改后</caption><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader" class="fw">字段</th><th scope="col" role="columnheader">修改前</th><th scope="col" role="columnheader">修改后</th></tr></thead><tbody role="rowgroup">
{{#FIELD}}<tr role="row"><th scope="row" role="rowheader">{{NAME}}</th><td role="cell" data-l="修改前"><span class="pre">{{OLD:pre_escape}}</span>{{#NO_OLD}}<span class="dim">（无）</span>{{/NO_OLD}}</td><td role="cell" data-l="修改后"><span class="pre">{{NEW:pre_escape}}</span>{{#NO_NEW}}<span class="dim">（无）</span>{{/NO_NEW}}</td></tr>{{/FIELD}}
</tbody></table>{{/FIELDS}}
</div></section>
<section class="card"><div class="hd"><h2>记录信息</h2></div><div class="bd"><dl class="dl">
<dt>编号</dt><dd>#{{ID}}</dd><dt>时间</dt><dd><time datetime="{{AT_ISO}}">{{AT}}</time></dd><dt>操作人</dt><dd>{{ACTOR}}</dd><dt>单位</dt><dd>{{#ACTOR_OF}}{{ACTOR_UNIT}}{{/ACTOR_OF}}{{#NO_UNIT}}<span class="dim">（无）</span>{{/NO_UNIT}}</dd><dt>角色</dt><dd>{{ROLE}}</dd><dt>IP</dt><dd>{{IP}}</dd><dt>浏览器</dt><dd>{{AGENT}}</dd><dt>请求号</dt><dd class="mono">{{REQUEST}}</dd>
<dt>对象</dt><dd>{{#TASK}}<a href="{{TASK_ADDRESS}}">第 {{NO}} 项 {{TITLE}}</a>{{#OF_UNIT}}<i class="sep"></i>{{UNIT}}{{/OF_UNIT}}{{#OF_PERIOD}}<i class="sep"></i>{{PERIOD}}{{/OF_PERIOD}}{{/TASK}}{{#THING}}{{THING_WORD}}{{/THING}}{{#SEQ}}<span class="mut">，第 {{N}} 次修改</span>{{/SEQ}}</dd>
<dt>本条摘要</dt><dd class="mono">{{HASH}}</dd><dt>前条摘要</dt><dd class="mono">{{#FIRST}}<span class="dim">（本对象的第一条记录）</span>{{/FIRST}}{{#PREVIOUS_HASH}}{{HASH}}{{/PREVIOUS_HASH}}</dd>
</dl><p class="ml2 np"><a href="/audit">返回变更记录</a></p></div></section>
