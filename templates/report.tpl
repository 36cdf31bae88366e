{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><p class="sm mut">第 {{TASK_NO}} 项<i class="sep"></i>{{TASK_TITLE}}</p><h1>{{PERIOD}}进展</h1>
<p class="sub">{{UNIT}}<i class="sep"></i>{{>STATUS}}<i class="sep"></i>截止 <time datetime="{{DUE_ISO}}">{{DUE}}</time></p></div>
<div class="acts">{{#MAY_EDIT}}<a class="btn p" href="{{PATH}}/edit">{{EDIT_WORD}}</a>{{/MAY_EDIT}}{{#MAY_DECIDE}}<a class="btn p" href="/reviews/{{REPORT_ID}}">审核</a>{{/MAY_DECIDE}}{{#MAY_INSTRUCT}}<a class="btn p" href="{{INSTRUCT_PATH}}">批示</a>{{/MAY_INSTRUCT}}{{#MAY_WITHDRAW}}<form method="post" action="{{PATH}}"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><button class="btn w" name="action" value="withdraw">撤回</button></form>{{/MAY_WITHDRAW}}<a class="btn" href="{{TASK_PATH}}">返回任务页</a></div></div>
{{#IS_FROZEN}}<div class="note"><p><b>{{PERIOD}}报送期已冻结。</b>下面是冻结时的内容，不再变化。</p>{{>CORRECTIONS}}</div>{{/IS_FROZEN}}
{{#CLOSED}}<div class="note">
{{#NO_PERIOD_MORE}}<p>{{PERIOD}}报送期已关闭，内容不能修改。如需补报，请联系市政府督查室。</p>{{/NO_PERIOD_MORE}}
{{#NO_PERIOD_YET}}<p>{{PERIOD}}报送期尚未开放，暂不能填报。</p>{{/NO_PERIOD_YET}}
{{#NO_PERIOD_TASK}}<p>{{PERIOD}}只调度部分任务，本任务不在其中，无需报送。</p>{{/NO_PERIOD_TASK}}
{{#NO_TASK_OPEN}}<p>该任务已销号，不再填报。</p>{{/NO_TASK_OPEN}}
{{#SUBMITTED}}<p>该报送已提交，正在等待督查室审核。需要修改的，请先撤回。</p>{{/SUBMITTED}}
{{#APPROVED}}<p>该报送已审核通过，不能再修改。</p>{{/APPROVED}}
</div>{{/CLOSED}}
{{#RETURNED}}<div class="note y"><h2>督查室退回意见</h2><div class="pre">{{COMMENT:pre_escape}}</div><p class="mut sm">督查室 {{DECIDED_NAME}}，<time datetime="{{DECIDED_AT_ISO}}">{{DECIDED_AT}}</time></p></div>{{/RETURNED}}
{{#IS_DRAFT}}<div class="note"><p>以下是尚未提交的草稿，由 {{SAVED_NAME}} 于 <time datetime="{{SAVED_AT_ISO}}">{{SAVED_AT}}</time> 保存，只有本单位可见。</p></div>{{/IS_DRAFT}}
{{#EMPTY}}<div class="card"><div class="bd empty"><p>{{UNIT}}本期还没有填写内容。</p></div></div>{{/EMPTY}}
{{#SHOWN}}{{#EARLIER}}<div class="note y"><p><b>这是第 {{ROUND}} 次报送的内容。</b><a href="{{PATH}}">查看最新一次</a></p></div>{{/EARLIER}}{{>SPOT}}<div class="cols"><div>{{#ANSWERED}}<section class="card"><div class="hd"><h2>退回意见与答复</h2></div><div class="bd">{{>ANSWERS}}</div></section>{{/ANSWERED}}{{>REPORT}}{{>FILES}}</div>
<aside class="rail" aria-label="报送情况">
{{#HANDED_IN}}<section class="card"><div class="hd"><h2>报送情况</h2></div><div class="bd"><dl class="dl one"><dt>报送人</dt><dd>{{FILED_NAME}}{{#ON_BEHALF}}<span class="tag">代填</span>{{/ON_BEHALF}}</dd><dt>提交时间</dt><dd><time datetime="{{FILED_AT_ISO}}">{{FILED_AT}}</time>{{#LATE}} <span class="st lt2">逾期报送</span>{{/LATE}}</dd><dt>次数</dt><dd>第 {{ROUND}} 次报送</dd>
{{#DECIDED}}<dt>审核</dt><dd>{{DECIDED_NAME}} <time datetime="{{DECIDED_AT_ISO}}">{{DECIDED_AT}}</time> {{#PASSED}}审核通过{{/PASSED}}{{#SENT_BACK}}退回修改{{/SENT_BACK}}</dd>{{#COMMENTED}}<dt>审核意见</dt><dd class="pre">{{COMMENT:pre_escape}}</dd>{{/COMMENTED}}{{#DECLARED}}<dt>单位自评</dt><dd>{{>DECLARED_LIGHT}}</dd>{{/DECLARED}}{{/DECIDED}}</dl></div></section>{{/HANDED_IN}}
{{#VERSIONS}}<section class="card" id="versions"><div class="hd"><h2>共 {{N}} 个版本</h2><a class="sm np" href="{{PATH}}/diff">与上期对比</a></div><div class="bd sm"><ul class="ul">{{#LINE}}<li>{{#HERE}}<b>第 {{ROUND}} 次报送</b>{{/HERE}}{{#THERE}}<a href="{{PATH}}?v={{ROUND:url_query_escape}}">第 {{ROUND}} 次报送</a>{{/THERE}} {{FILED_NAME}} <time datetime="{{FILED_AT_ISO}}">{{FILED_AT}}</time>{{#LATE}} 逾期{{/LATE}}{{#DECIDED}}<br>{{WORD}}：{{NAME}} <time datetime="{{AT_ISO}}">{{AT}}</time>{{#UNDONE}}（已撤销）{{/UNDONE}}{{/DECIDED}}{{#COMPARE}}<br><a class="np" href="{{PATH}}/diff?of={{ROUND:url_query_escape}}&amp;with={{BEFORE:url_query_escape}}">与第 {{BEFORE}} 次对比</a>{{/COMPARE}}</li>{{/LINE}}</ul></div></section>{{/VERSIONS}}
<section class="card np"><div class="hd"><h2>相关页面</h2></div><div class="bd"><ul class="ul"><li><a href="{{TASK_PATH}}">第 {{TASK_NO}} 项任务页</a></li>{{#HANDED_IN}}<li><a href="{{PATH}}/diff">与上期对比</a></li>{{/HANDED_IN}}{{#RAISE}}<li><a href="{{RAISE_PATH}}">由本期报送提出问题</a></li>{{/RAISE}}{{#MINE}}<li><a href="/reports?period={{PERIOD_CODE:url_query_escape}}">我的报送</a></li>{{/MINE}}</ul></div></section>
</aside></div>{{/SHOWN}}
