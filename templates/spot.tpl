{{%AUTOESCAPE context="HTML"}}
{{#ERRORS}}<div class="errs" id="errs" tabindex="-1" role="alert"><h2>还不能记录复核结论</h2><ul>{{#ERROR}}<li><a href="#comment">{{TEXT}}</a></li>{{/ERROR}}</ul></div>{{/ERRORS}}
{{#LATE}}<div class="note r" id="errs" tabindex="-1" role="alert"><h2>结论没有记录</h2><p>其他督查员已经复核，或审核已被撤销。您填写的意见列在下面，可以复制。</p></div>{{/LATE}}
<div class="ph"><div><p class="sm mut">抽查复核<i class="sep"></i>第 {{NO}} 项<i class="sep"></i>{{UNIT}}</p><h1>{{TITLE}}<i class="sep"></i>{{PERIOD}}进展</h1><p class="sub">{{DECIDED_NAME}} <time datetime="{{DECIDED_AT_ISO}}">{{DECIDED_AT}}</time> 审核通过，认定 {{>LIGHT}}</p></div><div class="acts np"><a class="btn" href="{{REPORT_ADDRESS}}">查看报送页</a></div></div>
{{>VERDICT}}
{{#OWN}}<div class="note"><p><b>该报送由您提交或由您审核，须由其他督查员复核。</b></p></div>{{/OWN}}
{{#VOID}}<div class="note"><p><b>原审核已被撤销，本次抽查作废。</b></p></div>{{/VOID}}
{{#CONTENT}}<section class="card"><div class="hd"><h2>报送内容与上期对比</h2></div><div class="bd">{{>COMPARE}}</div></section>{{/CONTENT}}
{{#KEPT}}<section class="card"><div class="hd"><h2>您填写的意见（没有记录）</h2></div><div class="bd"><label class="vh" for="kept">您填写的意见</label><textarea id="kept" readonly class="short">{{KEPT_TEXT:pre_escape}}</textarea></div></section>{{/KEPT}}
{{#FORM}}<form class="card" method="post" action="/spot-checks/{{ID}}" novalidate><div class="hd"><h2>复核结论</h2></div><div class="bd">
<input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="rev" value="{{REV}}">
<div class="field{{#BAD}} bad{{/BAD}}"><label for="comment">复核意见 <span class="opt">（不一致时必填，原审核人可见，1000 字以内）</span></label>{{#BAD}}<p class="err" id="comment-err">{{TEXT}}</p>{{/BAD}}<textarea id="comment" name="comment" class="short"{{#BAD}} aria-invalid="true" aria-describedby="comment-err"{{/BAD}}>{{COMMENT:pre_escape}}</textarea></div>
<div class="row np"><button class="btn p" type="submit" name="verdict" value="same">一致</button><button class="btn w" type="submit" name="verdict" value="different">不一致</button></div><p class="sm mut ml2">结论只记录一次，不改变报送和亮灯。</p></div></form>{{/FORM}}
