{{%AUTOESCAPE context="HTML"}}
<div class="ph"><div><p class="sm mut">第 {{TASK_NO}} 项<i class="sep"></i>{{TASK_TITLE}}<i class="sep"></i>{{PERIOD}}进展</p><h1>{{#DIFFERENT}}您和他人同时修改了 {{CLASHES_N}} 个项目{{/DIFFERENT}}{{#SAME}}他人刚刚保存过相同的内容{{/SAME}}</h1></div></div>
<div class="note y" id="errs" tabindex="-1" role="alert"><p>{{#BY_OTHER}}同事 {{NAME}} 于 <time datetime="{{AT_ISO}}">{{AT}}</time> 保存了新版本。{{/BY_OTHER}}{{#BY_SELF}}您本人于 <time datetime="{{AT_ISO}}">{{AT}}</time> 在另一个窗口保存了新版本。{{/BY_SELF}}您的内容尚未保存，也没有丢失。{{#DIFFERENT}}请逐项核对，在“我的内容”中改成合并后的内容，再保存。{{/DIFFERENT}}</p></div>
<form method="post" action="{{PATH}}" novalidate data-draft="1">
<input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="rev" value="{{REV}}"><input type="hidden" name="period" value="{{PERIOD_CODE}}">
{{#KEEP}}<input type="hidden" name="{{FIELD}}" value="{{MINE:pre_escape}}">{{/KEEP}}
{{#CLASH}}<section class="card"><div class="hd"><h2>{{LABEL}}</h2></div><div class="bd"><div class="cmp">
<div><h3>对方的内容</h3>{{#THEIRS}}<div class="pre">{{THEIR_TEXT:pre_escape}}</div>{{/THEIRS}}{{#NO_THEIRS}}<p class="dim">（空）</p>{{/NO_THEIRS}}</div>
<div>{{#AREA}}<h3><label for="{{FIELD}}">我的内容</label></h3><textarea id="{{FIELD}}" name="{{FIELD}}">{{MINE:pre_escape}}</textarea>{{/AREA}}
{{#LINE}}<h3><label for="{{FIELD}}">我的内容</label></h3><input type="text" id="{{FIELD}}" name="{{FIELD}}" value="{{MINE:pre_escape}}" autocomplete="off">{{/LINE}}
{{#STATE}}<h3><label for="{{FIELD}}">我的内容</label></h3><select id="{{FIELD}}" name="{{FIELD}}">{{#STATE_OPTION}}<option value="{{CODE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORD}}</option>{{/STATE_OPTION}}</select>{{/STATE}}
{{#CHOICE}}<fieldset><legend><h3>我的内容</h3></legend><label class="ck2"><input type="radio" name="light" value="green"{{#IS_GREEN}} checked{{/IS_GREEN}}> 绿灯</label><label class="ck2"><input type="radio" name="light" value="yellow"{{#IS_YELLOW}} checked{{/IS_YELLOW}}> 黄灯</label><label class="ck2"><input type="radio" name="light" value="red"{{#IS_RED}} checked{{/IS_RED}}> 红灯</label></fieldset>{{/CHOICE}}</div>
</div></div></section>{{/CLASH}}
<div class="bot"><button class="btn p" name="action" value="save">保存合并结果</button><a class="btn" href="{{PATH}}/edit">放弃我的修改</a><span class="sp"></span><span class="sm mut">其余 {{KEEP_N}} 项两边相同</span></div>
</form>
