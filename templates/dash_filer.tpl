{{%AUTOESCAPE context="HTML"}}
{{#PROGRESS}}<section class="card np"><div class="bd prow"><p class="nw">已提交 <b class="vv">{{DONE}} / {{N}}</b></p><div class="prog"><svg class="bar" width="100%" height="8" role="img" aria-label="已提交 {{DONE}} 项，共 {{N}} 项"><rect class="f-t" width="100%" height="8" rx="4"/><rect class="f-b" width="{{PERCENT}}%" height="8" rx="4"/></svg></div><a class="sm" href="/reports">我的报送</a></div></section>{{/PROGRESS}}
<div class="cols mt"><div>{{>TODO}}</div>
<aside class="rail np" aria-label="本单位亮灯与动态">
{{#LIGHTS}}<section class="card"><div class="hd"><h2>本单位亮灯</h2><a class="sm" href="{{LEDGER}}">台账</a></div><div class="bd"><ul class="ltn">{{#LIGHT}}<li>{{>BADGE}} <b>{{N}}</b> 项</li>{{/LIGHT}}</ul><p class="sm dim">{{PERIOD}}审核通过后的亮灯；未通过的计入未亮灯。</p></div></section>{{/LIGHTS}}
<section class="card"><div class="hd"><h2>最近动态</h2></div>{{#RECENT}}<ol class="q">{{#ITEM}}<li><a href="{{ADDRESS}}">第 {{NO}} 项 {{#APPROVED}}审核通过{{/APPROVED}}{{#RETURNED}}被退回{{/RETURNED}}{{#SUBMITTED}}已提交{{#AGAIN}}（第{{ROUND}}次）{{/AGAIN}}{{/SUBMITTED}}</a><br><small class="mut">{{PERIOD}}<i class="sep"></i>{{NAME}}<i class="sep"></i><time datetime="{{AT_ISO}}">{{AT}}</time></small></li>{{/ITEM}}</ol>{{/RECENT}}{{#NO_RECENT}}<div class="bd"><p class="mut">还没有报送记录。</p></div>{{/NO_RECENT}}</section>
</aside></div>
