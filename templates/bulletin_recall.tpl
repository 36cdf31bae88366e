{{%AUTOESCAPE context="HTML"}}
{{#ERRORS}}<div class="errs" id="errs" tabindex="-1" role="alert"><h2>还没有撤回</h2><ul><li><a href="#reason">{{TEXT}}</a></li></ul></div>{{/ERRORS}}
<div class="ph"><div><h1>撤回通报{{NO}}</h1><p class="sub">{{TITLE}}</p></div></div>
<form class="card" method="post" action="{{PATH}}/recall" novalidate><div class="bd mt"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="rev" value="{{REV}}"><p>撤回后，通报仍可查看，标明“已撤回”和理由；期号不再使用。撤回不能取消。</p>
<div class="field mt{{#BAD}} bad{{/BAD}}"><label for="reason">撤回理由 <span class="opt">（300 字以内，全市可见）</span></label>{{#BAD}}<p class="err" id="reason-err">{{TEXT}}</p>{{/BAD}}<textarea id="reason" name="reason" class="short"{{#BAD}} aria-invalid="true" aria-describedby="reason-err"{{/BAD}}>{{REASON:pre_escape}}</textarea></div>
<div class="row"><button class="btn w" type="submit">确认撤回</button><a class="btn t" href="{{PATH}}">返回</a></div></div></form>
