{{%AUTOESCAPE context="HTML"}}
{{#GOOD}}<p class="note g"><b>完整性：</b><time datetime="{{AT_ISO}}">{{AT}}</time> 核验 {{ROWS}} 条，未发现异常。<a class="np" href="/audit/verify/{{ID}}">查看</a></p>{{/GOOD}}{{#BAD}}<p class="note r"><b>完整性：</b><time datetime="{{AT_ISO}}">{{AT}}</time> 核验发现异常。请勿修改数据。<a href="/audit/verify/{{ID}}">查看详情</a></p>{{/BAD}}{{#NEVER}}<p class="note"><b>完整性：</b>还没有核验过。</p>{{/NEVER}}
{{#LATE}}<p class="note r"><b>封存已停顿：</b>{{N}} 条记录等待封存，最早的一条已等待 {{AGE}} 秒。记录照常写入，请通知系统管理员检查封存服务。</p>{{/LATE}}{{#WAITING}}<p class="note">已封存 {{SIZE}} 条，另有 {{N}} 条等待封存（{{AGE}} 秒）。</p>{{/WAITING}}
