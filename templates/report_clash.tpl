{{%AUTOESCAPE context="HTML"}}
{{#ERRORS}}<div class="errs" id="errs" tabindex="-1" role="alert"><h2>还不能保存：请逐项选择采用哪一方的内容</h2><ul>{{#ERROR}}<li><a href="#{{FIELD}}-c">{{LABEL}}：请选择</a></li>{{/ERROR}}</ul></div>{{/ERRORS}}
<div class="ph"><div><p class="sm mut">第 {{TASK_NO}} 项<i class="sep"></i>{{TASK_TITLE}}<i class="sep"></i>{{PERIOD}}进展</p><h1>{{#DIFFERENT}}您和他人同时修改了 {{CLASHES_N}} 个项目{{/DIFFERENT}}{{#SAME}}他人刚刚保存了新版本{{/SAME}}</h1></div></div>
<div class="note y" role="alert"><p>{{#BY_OTHER}}同事 {{NAME}} 于 <time datetime="{{AT_ISO}}">{{AT}}</time> 保存了新版本。{{/BY_OTHER}}{{#BY_SELF}}您本人于 <time datetime="{{AT_ISO}}">{{AT}}</time> 在另一个窗口保存了新版本。{{/BY_SELF}}您的内容尚未保存，也没有丢失。{{#DIFFERENT}}请逐项选择。{{/DIFFERENT}}</p></div>
<form method="post" action="{{PATH}}" novalidate data-draft="1">
<input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="rev" value="{{REV}}"><input type="hidden" name="marks" value="{{MARKS}}"><input type="hidden" name="period" value="{{PERIOD_CODE}}">
{{#KEEP}}<input type="hidden" name="{{FIELD}}" value="{{TEXT:pre_escape}}">{{/KEEP}}
{{#CLASH}}<section class="card" id="{{FIELD}}-c" tabindex="-1"><div class="hd"><h2>{{LABEL}}</h2></div><div class="bd">
<input type="hidden" name="mine.{{FIELD}}" value="{{MINE:pre_escape}}"><input type="hidden" name="theirs.{{FIELD}}" value="{{THEIRS:pre_escape}}">
<div class="cmp"><div><h3>对方的内容</h3>{{#THEIR_SIDE}}{{>MARKED}}{{/THEIR_SIDE}}</div><div><h3>我的内容</h3>{{#MY_SIDE}}{{>MARKED}}{{/MY_SIDE}}</div></div>
<fieldset class="field mt{{#OPEN}} bad{{/OPEN}}"><legend class="lab">保存哪一方的内容</legend>{{#OPEN}}<p class="err"><span class="vh">错误：</span>请选择</p>{{/OPEN}}
<div class="radios"><label class="radio"><input type="radio" name="pick.{{FIELD}}" value="theirs"> 采用对方</label><label class="radio"><input type="radio" name="pick.{{FIELD}}" value="mine"> 采用我的</label>{{#AREA}}<label class="radio"><input type="radio" name="pick.{{FIELD}}" value="both"> 合并</label>{{/AREA}}{{#LINE}}<label class="radio"><input type="radio" name="pick.{{FIELD}}" value="both"> 另填</label>{{/LINE}}</div></fieldset>
{{#AREA}}<div class="field"><label for="{{FIELD}}">合并后的内容 <span class="opt">（选“合并”时保存这里的文字）</span></label><textarea id="{{FIELD}}" name="{{FIELD}}" data-pick="pick.{{FIELD}}">{{TEXT:pre_escape}}</textarea></div>{{/AREA}}
{{#LINE}}<div class="field"><label for="{{FIELD}}">另填 <span class="opt">（选“另填”时保存这里的内容）</span></label><input type="text" id="{{FIELD}}" name="{{FIELD}}" value="{{TEXT:pre_escape}}" autocomplete="off" data-pick="pick.{{FIELD}}"></div>{{/LINE}}
{{#CHOICE}}<input type="hidden" name="{{FIELD}}" value="{{TEXT:pre_escape}}">{{/CHOICE}}
</div></section>{{/CLASH}}
{{#TAKEN}}<section class="card"><div class="bd mt"><details><summary>已自动合并 {{TAKEN_N}} 项（只有对方修改过）</summary><dl class="dl one">{{#TAKEN_FIELD}}<dt>{{LABEL}}</dt><dd class="pre">{{TEXT:pre_escape}}</dd>{{/TAKEN_FIELD}}</dl></details></div></section>{{/TAKEN}}
<div class="bot"><button class="btn p" name="action" value="save">保存合并结果</button><a class="btn" href="{{PATH}}/edit">放弃我的修改</a><span class="sp"></span><span class="sm mut hide">其余 {{KEEP_N}} 项两边相同，或只有您修改过</span></div>
</form>
