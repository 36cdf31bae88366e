{{%AUTOESCAPE context="HTML"}}
{{#ERRORS}}<div class="errs" id="errs" tabindex="-1" role="alert"><h2>还不能保存，请先修改</h2><ul>{{#ERROR}}<li><a href="#{{ACTION}}-0-reason">{{TEXT}}</a></li>{{/ERROR}}</ul></div>{{/ERRORS}}
{{#CLASH}}<div class="note r" id="errs" tabindex="-1" role="alert"><h2>没有保存：现在的情况不允许</h2><p>单位刚被他人改动，或名称已被使用，或单位仍有牵头任务（须先由其他单位承接），或所选单位已停用。填写的内容保留在下面，请核对后再保存。</p></div>{{/CLASH}}
<div class="ph"><div><h1>{{TITLE}}</h1></div></div>
<div class="cols"><div>
{{#ROW}}<section class="card"><div class="hd"><h2>基本情况</h2></div><div class="bd">{{#LONELY}}<p class="note y">该单位没有登录过的账号，承担 {{LONELY_N}} 项牵头任务。</p>{{/LONELY}}<dl class="dl"><dt>简称</dt><dd>{{SHORT}}</dd><dt>目录组</dt><dd class="mono">{{CODE}}</dd><dt>上级</dt><dd>{{PARENT}}</dd><dt>用户</dt><dd>{{USERS}} 人</dd><dt>牵头任务</dt><dd>{{LEADS}} 项</dd><dt>状态</dt><dd>{{#GROUP}}集合 {{/GROUP}}{{#STOPPED}}已停用{{/STOPPED}}</dd></dl></div></section>{{/ROW}}
<section class="card"><div class="hd"><h2>其他名称</h2></div><div class="bd"><ul class="ul">{{#FORMER}}<li>{{UNTIL}}前称 <b>{{NAME}}</b> <span class="sm mut">{{WHY}}</span></li>{{/FORMER}}{{#ALIAS}}<li>别名 <b>{{NAME}}</b> <span class="sm mut">{{WHY}}</span></li>{{/ALIAS}}{{#SUCCESSION}}<li>{{DAY}}起，{{OLD}} 的职责由 <b>{{NEW}}</b> 承接 <span class="sm mut">{{WHY}}</span></li>{{/SUCCESSION}}</ul></div></section>
{{#MEMBERS}}<section class="card"><div class="hd"><h2>集合成员</h2></div><div class="bd"><ul class="ul">{{#MEMBER}}<li>{{NAME}} <span class="sm mut">{{SINCE}}起{{#ENDED}}，至 {{ENDED_ON}} 前{{/ENDED}}</span></li>{{/MEMBER}}</ul></div></section>{{/MEMBERS}}
</div><aside class="rail np" aria-label="维护">{{>FORMS}}</aside></div>
