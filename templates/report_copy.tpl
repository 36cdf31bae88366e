{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><p class="sm mut">第 {{TASK_NO}} 项<i class="sep"></i>{{TASK_TITLE}}<i class="sep"></i>{{PERIOD}}进展</p><h1>用{{BEFORE_PERIOD}}的文字替换已填写的文字？</h1></div></div>
<div class="note y"><p>本期已经填写了文字。替换后，下面左边的文字不再保留；本期值、说明和亮灯不受影响。</p></div>
{{#PAIR}}<section class="card"><div class="hd"><h2>{{LABEL}}</h2></div><div class="bd"><div class="cmp"><div><h3>已填写</h3><div class="pre">{{NOW:pre_escape}}</div></div><div><h3>{{BEFORE_PERIOD}}</h3><div class="pre">{{BEFORE:pre_escape}}</div></div></div></div></section>{{/PAIR}}
<form method="post" action="{{PATH}}"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}">{{#KEEP}}<input type="hidden" name="{{FIELD}}" value="{{VALUE:pre_escape}}">{{/KEEP}}
<div class="bot"><button class="btn p" name="action" value="edit">返回，保留已填写的文字</button><button class="btn w" name="action" value="copy_over">替换为{{BEFORE_PERIOD}}的文字</button></div></form>
