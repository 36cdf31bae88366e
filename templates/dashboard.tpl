{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><h1>{{#RUNNING}}{{PERIOD}}报送，{{LEFT}}{{/RUNNING}}{{#OVER}}{{PERIOD}}报送已截止{{/OVER}}{{#NO_PERIOD}}工作台{{/NO_PERIOD}}</h1>
<p class="sub">{{#RUNNING}}截止 <time datetime="{{AT_ISO}}">{{AT}}</time>{{/RUNNING}}{{#OVER}}截止 <time datetime="{{AT_ISO}}">{{AT}}</time>，仍可补报的将记为逾期{{/OVER}}{{#NO_PERIOD}}{{#NO_PLAN}}尚未导入年度任务{{/NO_PLAN}}{{/NO_PERIOD}}</p></div></div>
{{>SHEETS}}{{#SHEET_COUNTS}}<div class="note fx"><div><h2>督查通知 {{OPEN_N}} 件未办结</h2><p class="mut">{{#ANSWERED}}{{N}} 件已答复，等待办结。{{/ANSWERED}}{{#LATE}}{{N}} 件督办单已过时限。{{/LATE}}</p></div><a class="btn np" href="/notices">去办理</a></div>{{/SHEET_COUNTS}}
{{#REMINDER}}<details class="note y"><summary>今日提醒：{{DUE_N}} 项工作临近时限{{#OVERDUE}}，其中 {{OVERDUE_N}} 项已过时限{{/OVERDUE}}</summary><ul class="q">{{#THING}}<li><a href="{{ADDRESS}}">{{WORDS}}</a> <small class="mut">时限 <time datetime="{{DUE_ISO}}">{{DUE}}</time></small></li>{{/THING}}</ul><p class="sm"><a href="/reminders">以往的提醒</a></p></details>{{/REMINDER}}
{{>FILER}}{{>SUPERVISOR}}{{>LEADER}}{{>AUDITOR}}{{>ADMIN}}{{>SECURITY}}
