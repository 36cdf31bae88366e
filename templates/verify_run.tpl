{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><h1>第 {{NO}} 次核验</h1><p class="sub">{{BY}}<i class="sep"></i>提出时间 <time datetime="{{ASKED_ISO}}">{{ASKED}}</time></p></div></div>
<div id="job"{{#POLL}} data-poll="1"{{/POLL}}>
{{#WAITING}}<section class="card"><div class="bd empty"><p role="status"><b>等待核验。</b>可以离开本页，结果在“<a href="/audit/verify">完整性核验</a>”中查看。</p><p class="mt np"><a href="/audit/verify/{{ID}}">刷新进度</a></p></div></section>{{/WAITING}}
{{#RUNNING}}<section class="card"><div class="bd empty"><p role="status"><b>正在核验：已处理 {{ROWS_DONE}} / {{ROWS_ALL}} 条（{{PCT}}%）。</b>可以离开本页，结果在“<a href="/audit/verify">完整性核验</a>”中查看。</p><p class="mt"><svg class="bar" width="100%" height="8" role="img" aria-label="已处理 {{PCT}}%"><rect class="f-t" width="100%" height="8" rx="4"/><rect class="f-b" width="{{PCT}}%" height="8" rx="4"/></svg></p><p class="np"><a href="/audit/verify/{{ID}}">刷新进度</a></p></div></section>{{/RUNNING}}
{{#FAILED}}<section class="card"><div class="bd empty"><p role="status"><b>未能完成核验，没有得出结论。</b>记录和数据没有变化；原因已写入运行日志，请通知系统管理员，稍后重新核验。</p><form class="mt" method="post" action="/audit/verify"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><button class="btn" type="submit">重新核验</button></form></div></section>{{/FAILED}}
{{>LAST_RESULT}}
</div>
