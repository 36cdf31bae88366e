{{%AUTOESCAPE context="HTML"}}
<section class="card"><div class="hd"><h2>账号与登录</h2></div><div class="bd"><p><a href="/accounts">查看账号与登录</a></p></div></section>
<section class="card"><div class="hd"><h2>本人操作</h2></div><div class="bd"><p><a href="/audit">查看本人的操作记录</a></p></div></section>
