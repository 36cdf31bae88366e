{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><h1>我的设置</h1><p class="sub">单位和角色来自统一身份认证，每两分钟核对一次；有变化时在下一次打开页面时生效</p></div></div>
<div class="cols"><div>
{{>USE}}
<form class="card" method="post" action="/me/sessions"><div class="bd mt"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><p>登录记录中有不是本人的，请先在统一身份认证平台修改密码，再结束其他登录。</p><p class="ml2"><button class="btn" type="submit">结束其他登录</button></p></div></form>
</div><aside class="rail" aria-label="本人">
<section class="card"><div class="hd"><h2>单位与角色</h2></div><div class="bd"><dl class="dl one"><dt>姓名</dt><dd>{{NAME}}</dd><dt>单位</dt><dd>{{UNIT}}</dd>{{#ROLE}}<dt>{{ROLE_WORD}}</dt><dd>由目录组授予：<span class="mono">{{GROUP}}</span></dd>{{/ROLE}}</dl><p class="sm ml2"><a href="/rights">谁能做什么</a></p></div></section>
<form class="card" method="post" action="/me/display"><div class="hd"><h2>显示</h2></div><div class="bd"><input type="hidden" name="csrf" value="{{CSRF}}">
<div class="field"><label for="size">字号</label><select id="size" name="size"><option value="usual"{{#SIZE_USUAL}} selected{{/SIZE_USUAL}}>标准</option><option value="large"{{#SIZE_LARGE}} selected{{/SIZE_LARGE}}>大</option></select></div>
<div class="field"><label for="space">表格行距</label><select id="space" name="space"><option value="usual"{{#SPACE_USUAL}} selected{{/SPACE_USUAL}}>标准</option><option value="compact"{{#SPACE_COMPACT}} selected{{/SPACE_COMPACT}}>紧凑</option></select></div>
<div class="field"><label for="look">外观</label><select id="look" name="look"><option value="light"{{#LOOK_LIGHT}} selected{{/LOOK_LIGHT}}>浅色</option><option value="dark"{{#LOOK_DARK}} selected{{/LOOK_DARK}}>深色</option><option value="auto"{{#LOOK_AUTO}} selected{{/LOOK_AUTO}}>跟随系统</option></select></div>
<button class="btn p" type="submit">保存显示设置</button></div></form>
</aside></div>
