{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><h1>导出{{WHAT}}</h1><p class="sub">{{CONDITIONS}}<i class="sep"></i>提出时间 <time datetime="{{ASKED_ISO}}">{{ASKED}}</time></p></div></div>
<section class="card" id="job"{{#POLL}} data-poll="1"{{/POLL}} aria-label="导出进度"><div class="bd empty">
{{#WAITING}}<p role="status"><b>正在排队，共约 {{ROWS_ALL}} 条。</b>可以离开本页，完成后在“<a href="/exports">导出</a>”中下载。</p><p class="mt np"><a href="/exports/{{ID}}">刷新进度</a></p>{{/WAITING}}
{{#RUNNING}}<p role="status"><b>正在导出：已处理 {{ROWS_DONE}} / {{ROWS_ALL}} 条（{{PCT}}%）。</b>可以离开本页，完成后在“<a href="/exports">导出</a>”中下载。</p><p class="mt"><svg class="bar" width="100%" height="8" role="img" aria-label="已处理 {{PCT}}%"><rect class="f-t" width="100%" height="8" rx="4"/><rect class="f-b" width="{{PCT}}%" height="8" rx="4"/></svg></p><p class="np"><a href="/exports/{{ID}}">刷新进度</a></p>{{/RUNNING}}
{{#DONE}}<p role="status"><b>导出完成：{{ROWS_DONE}} 行，{{SIZE}}。</b>文件保留 {{KEEP_DAYS}} 天，到 {{UNTIL}}。</p><p class="mt"><a class="btn p" href="/exports/{{ID}}/file">下载</a></p>{{/DONE}}
{{#FAILED}}<p role="status"><b>导出未完成。</b>{{PROBLEM}}</p><form class="mt" method="post" action="/exports"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="query" value="{{QUERY}}"><button class="btn" type="submit" name="kind" value="{{KIND}}">重新导出</button></form>{{/FAILED}}
</div></section>
