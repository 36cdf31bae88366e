{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><h1>超时前填写的内容</h1></div></div>
<div class="note y"><p>{{#OF_OTHER}}以下内容由账号 {{LOGIN}} 填写，当前账号无权保存，可复制后转交。{{/OF_OTHER}}{{#OF_NOBODY}}以下内容由其他账号填写，当前账号无权保存，可复制后转交。{{/OF_NOBODY}}{{#OWN}}这些内容没有保存，原来的表单已不存在，可以复制。{{/OWN}}本页保留一小时。</p></div>
<section class="card"><div class="bd mt">{{>ECHO}}</div></section>
<p class="mt"><a class="btn" href="/dashboard">返回工作台</a></p>
