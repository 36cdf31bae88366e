{{%AUTOESCAPE context="HTML"}}
{{#NEWER}}<div class="note y" id="errs" tabindex="-1" role="alert"><h2>草稿刚刚有变化，还没有发布</h2><p>下面是现在的内容，请核对后再次确认。</p></div>{{/NEWER}}
<div class="ph"><div><p class="sub">发布通报</p></div></div>
<section class="card"><div class="bd mt"><p><b>发布后全市可见，数据不再变化。</b></p><ul class="ul dots ml2"><li>发文机关：{{UNIT}}；成文日期：{{DAY}}；期号按年度顺序编排，发布时给出。</li><li>正文、表格和各单位的得分按下面的内容保存，以后调整目标、得分办法或更正数据都不影响本通报。</li><li>确有错误的，可以撤回并说明理由；撤回后原文保留。</li>{{#MAY}}<li>附变更记录检查点：已封存 {{SIZE}} 条（<time datetime="{{SEALED_ISO}}">{{SEALED}}</time>），以发布时最新的为准。{{#BEHIND}}<b>这个检查点还没有包含本期冻结前的全部记录，建议几秒钟后刷新本页再发布。</b>{{/BEHIND}}</li>{{/MAY}}</ul>
{{#NO_CHECKPOINT}}<p class="note y ml2"><b>变更记录还没有检查点，暂不能发布。</b>请稍后再试；长时间没有检查点的，请联系系统管理员检查封存程序。</p><div class="row mt"><a class="btn" href="{{PATH}}">返回</a></div>{{/NO_CHECKPOINT}}
{{#MAY}}<form method="post" action="{{PATH}}/issue" class="row mt"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="rev" value="{{REV}}"><button class="btn p" type="submit">确认发布</button><a class="btn t" href="{{PATH}}">返回</a></form>{{/MAY}}</div></section>
<article class="doc mt" tabindex="0" role="region" aria-label="预览：{{TITLE}}">{{>PAPER}}</article>
