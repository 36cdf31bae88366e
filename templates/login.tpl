{{%AUTOESCAPE context="HTML"}}
<div class="card login"><div class="bd">
{{#TROUBLE}}<div class="errs" id="errs" tabindex="-1" role="alert"><h2>登录未成功</h2><ul><li><a href="#username">
{{#REFUSED}}账号或密码不正确，或账号已被暂时锁定。连续多次不正确会暂停登录 15 分钟；如需帮助请联系系统管理员（内线 8000）{{/REFUSED}}
{{#CHANGE}}密码已过期或已被重置，请先在统一身份认证平台修改密码，再登录本系统{{/CHANGE}}
{{#NO_ROLE}}账号已通过认证，但尚未分配单位和角色。请联系系统管理员（内线 8000）{{/NO_ROLE}}
{{#UNITS}}账号已通过认证，但在统一身份认证平台登记了不止一个报送单位，无法确定代表哪个单位。请联系系统管理员（内线 8000）调整{{/UNITS}}
{{#CLASH}}账号同时具有不能兼任的角色（审计员、系统管理员不得兼任其他角色），已拒绝登录并记录。请联系系统管理员（内线 8000）调整{{/CLASH}}
{{#AWAY}}统一身份认证服务暂时无法连接，请稍后再试；已保存的草稿不受影响{{/AWAY}}
{{#STALE}}登录页已失效，请重新填写密码后登录{{/STALE}}
</a></li></ul></div>{{/TROUBLE}}
{{#USUAL}}<h1>登录</h1><p class="mut ml2">政府年度重点工作任务的报送、审核与督查系统</p>{{/USUAL}}{{#TIMED_OUT}}<h1>登录已超时</h1><p class="ml2">为保障安全，{{IDLE}} 分钟未操作会自动退出。{{#WITH_TEXT}}您刚才填写的内容没有丢失，重新登录后可继续。已上传的文件也已保留。{{/WITH_TEXT}}{{#NO_TEXT}}请重新登录后再试，刚才的操作没有生效。{{/NO_TEXT}}</p>{{/TIMED_OUT}}
<form method="post" action="/login" novalidate class="ml2">
<input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="next" value="{{NEXT}}">
<div class="field"><label for="username">账号</label><p class="hint" id="username-hint">与办公网登录账号相同</p>
<input type="text" id="username" name="username" value="{{USERNAME}}" autocomplete="username" autocapitalize="none" spellcheck="false" aria-describedby="username-hint"></div>
<div class="field"><label for="password">密码</label>
<input type="password" id="password" name="password" autocomplete="current-password"></div>
<button class="btn p w100" type="submit">登录{{#WITH_TEXT}}并恢复填写的内容{{/WITH_TEXT}}</button>
{{>KEPT}}
</form>
<p class="hint mt">忘记密码请在统一身份认证平台修改，本系统不保存密码。</p>
<p class="hint">技术支持请联系系统管理员（内线 8000）。</p>
</div></div>
